"""What anybody can call, beside the list of it."""

import importlib
import inspect


class MethodsMixin:
    """Every method that can be called over RPC stands in a list, with its test.

    ``ours`` begins the names of our Python modules, ``listed`` is
    {model: {method: "module.Case.test"}}.
    """

    # Odoo's own runner would pass them over.
    allow_inherited_tests_method = True
    ours = None
    listed = None

    def _public_methods(self):
        """Return {model: names} of what our modules let anybody call."""
        found = {}
        for name, model in self.env.registry.items():
            names = {
                method
                for base in model.mro()
                if (base.__module__ or "").startswith(self.ours)
                for method, value in vars(base).items()
                if inspect.isfunction(value) and not method.startswith("_")
                if not getattr(value, "_api_private", False)
            }
            if names and not model._abstract:
                found[name] = names
        return found

    def test_every_public_method_is_listed_and_none_is_listed_in_vain(self):
        listed = {name: set(methods) for name, methods in self.listed.items()}
        found = self._public_methods()
        for name in found.keys() | listed.keys():
            self.assertEqual(found.get(name, set()), listed.get(name, set()), name)

    def test_every_listed_test_exists(self):
        for model, methods in self.listed.items():
            for method, path in methods.items():
                with self.subTest(model=model, method=method):
                    module, case, test = path.split(".")
                    found = importlib.import_module(f"{self.ours}tests.{module}")
                    self.assertTrue(callable(getattr(getattr(found, case), test)))
