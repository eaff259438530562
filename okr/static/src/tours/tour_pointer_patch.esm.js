import {TourPointer} from "@web_tour/js/tour_pointer/tour_pointer";
import {patch} from "@web/core/utils/patch";
import {useEffect} from "@odoo/owl";
import {useService} from "@web/core/utils/hooks";

/**
 * Odoo asks whether a bubble lies below a dialog when the dialog opens, and no more
 * when the next step points into it: odoo/odoo#252019 mends that in later versions.
 */
patch(TourPointer.prototype, {
    setup() {
        super.setup();
        const ui = useService("ui");
        useEffect(
            (anchor) => {
                if (anchor) {
                    this.state.triggerBelow = !ui.activeElement.contains(anchor);
                }
            },
            () => [this.props.pointerState.anchor]
        );
    },
});
