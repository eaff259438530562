import {FormController} from "@web/views/form/form_controller";
import {RelationalModel} from "@web/model/relational_model/relational_model";
import {formView} from "@web/views/form/form_view";
import {registry} from "@web/core/registry";
import {useExternalListener} from "@odoo/owl";

class OkrUpdateRecord extends RelationalModel.Record {
    /**
     * A number that is none says so itself; only what is missing needs the toast.
     */
    _displayInvalidFieldNotification() {
        if (this._unsetRequiredFields.size) {
            return super._displayInvalidFieldNotification();
        }
        return () => {};
    }
}

class OkrUpdateModel extends RelationalModel {
    static Record = OkrUpdateRecord;
}

/**
 * The Update KR dialog: one number and Enter is a check-in.
 */
export class OkrUpdateFormController extends FormController {
    setup() {
        super.setup();
        useExternalListener(document, "keydown", (ev) => this.onKeydown(ev));
    }

    /**
     * Enter saves from the number alone. Elsewhere it keeps its meaning: a new
     * line in the note, the choice in a list.
     *
     * @param {KeyboardEvent} ev
     */
    async onKeydown(ev) {
        if (
            ev.key !== "Enter" ||
            ev.isComposing ||
            ev.ctrlKey ||
            ev.shiftKey ||
            ev.altKey
        ) {
            return;
        }
        if (!this.isNumber(ev.target) || this.isSaving) {
            return;
        }
        ev.preventDefault();
        // A second Enter while the first is on its way would check in twice.
        this.isSaving = true;
        try {
            await this.saveButtonClicked({closable: true});
        } finally {
            this.isSaving = false;
        }
    }

    /**
     * A check-in is history: nobody makes one by closing the window or reloading it.
     */
    async beforeUnload() {}

    isNumber(target) {
        return Boolean(
            target.closest(".o_okr_update_form .o_field_widget[name='value'] input")
        );
    }
}

export const okrUpdateFormView = {
    ...formView,
    Controller: OkrUpdateFormController,
    Model: OkrUpdateModel,
};

registry.category("views").add("okr_update_form", okrUpdateFormView);
