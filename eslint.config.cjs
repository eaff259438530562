const globals = require("globals");

// What Odoo's own lint refuses in a module, said with the words of ESLint 9.
const odooSyntax = [
    {selector: "PrivateIdentifier", message: "Private members cannot be patched."},
    ...["props", "template"].map((name) => ({
        selector:
            "ClassDeclaration[superClass.name='Component']" +
            `:not(:has(PropertyDefinition[static=true][key.name='${name}']))`,
        message: `A component declares its static ${name}.`,
    })),
    {
        selector: "CallExpression[callee.name='_t'] > Literal[value=/(.*%s){2,}/]",
        message: "Name the placeholders: translators may change their order.",
    },
    {
        selector: "CallExpression[callee.name='_t'] > TemplateLiteral",
        message: "A template literal cannot be found by the export of terms.",
    },
    {
        selector:
            "CallExpression[callee.property.name='add']" +
            "[callee.object.property.name='notification'] > Literal:first-child",
        message: "A notification is translated.",
    },
];

module.exports = [
    {ignores: ["**/node_modules/", "**/static/lib/"]},
    {
        files: ["**/*.js"],
        languageOptions: {
            ecmaVersion: 2024,
            sourceType: "module",
            globals: {
                ...globals.browser,
                odoo: "readonly",
                luxon: "readonly",
                Chart: "readonly",
            },
        },
        linterOptions: {reportUnusedDisableDirectives: "error"},
        rules: {
            complexity: ["error", 15],
            eqeqeq: "error",
            "constructor-super": "error",
            "init-declarations": "error",
            "no-alert": "error",
            "no-case-declarations": "error",
            "no-cond-assign": "error",
            "no-console": "error",
            "no-const-assign": "error",
            "no-debugger": "error",
            "no-dupe-args": "error",
            "no-dupe-class-members": "error",
            "no-dupe-else-if": "error",
            "no-dupe-keys": "error",
            "no-duplicate-case": "error",
            "no-duplicate-imports": "error",
            "no-else-return": "error",
            "no-empty": "error",
            "no-eval": "error",
            "no-fallthrough": "error",
            "no-func-assign": "error",
            "no-implied-eval": "error",
            "no-lonely-if": "error",
            "no-new-func": "error",
            "no-param-reassign": "error",
            "no-restricted-globals": ["error", "event", "self"],
            "no-restricted-syntax": ["error", ...odooSyntax],
            "no-return-assign": "error",
            "no-self-assign": "error",
            "no-self-compare": "error",
            "no-shadow": "error",
            "no-this-before-super": "error",
            "no-undef": "error",
            "no-unneeded-ternary": "error",
            "no-unreachable": "error",
            "no-unsafe-finally": "error",
            "no-unsafe-negation": "error",
            "no-unused-expressions": "error",
            "no-unused-labels": "error",
            "no-unused-vars": ["error", {args: "none", caughtErrors: "all"}],
            "no-use-before-define": "error",
            "no-useless-concat": "error",
            "no-useless-rename": "error",
            "no-var": "error",
            "object-shorthand": "error",
            "operator-assignment": ["error", "always"],
            "prefer-const": "error",
            "spaced-comment": ["error", "always"],
            "use-isnan": "error",
            "valid-typeof": "error",
            yoda: "error",
        },
    },
    {
        files: ["*.cjs"],
        languageOptions: {sourceType: "commonjs", globals: globals.node},
    },
];
