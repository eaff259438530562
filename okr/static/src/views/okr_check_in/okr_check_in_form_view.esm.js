import {FormController} from "@web/views/form/form_controller";
import {formView} from "@web/views/form/form_view";
import {onMounted} from "@odoo/owl";
import {registry} from "@web/core/registry";

/**
 * The Check In dialog: it begins with the first number, ready to be typed.
 */
export class OkrCheckInFormController extends FormController {
    setup() {
        super.setup();
        onMounted(() => this.startOnNumber());
    }

    startOnNumber() {
        // On a phone the keyboard would cover the list before it is read.
        if (!this.env.isSmall) {
            const number = ".o_data_row td[name='value']:has(.o_field_widget)";
            this.rootRef.el.querySelector(number)?.click();
        }
    }
}

export const okrCheckInFormView = {...formView, Controller: OkrCheckInFormController};

registry.category("views").add("okr_check_in_form", okrCheckInFormView);
