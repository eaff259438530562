/**
 * Steps that several journeys share; triggers are those of hoot.
 */
export const DIALOG = ".modal:not(.o_inactive_modal)";

export function checkIn(value, progress) {
    return [
        {
            content: "One number",
            trigger: `${DIALOG} .o_field_widget[name='value'] input`,
            run: `edit ${value}`,
        },
        {
            content: "The new progress is shown while typing",
            trigger: `${DIALOG} .o_field_widget[name='progress']:contains('${progress}')`,
        },
        {
            content: "And Enter",
            trigger: `${DIALOG} .o_field_widget[name='value'] input`,
            run: "press Enter",
        },
        {content: "It is saved", trigger: "body:not(:has(.modal))"},
    ];
}

export function openMenu(xmlid, parent) {
    const steps = [
        {
            content: `Menu ${xmlid}`,
            trigger: `.o_menu_sections [data-menu-xmlid='okr.${xmlid}'], .o-dropdown--menu [data-menu-xmlid='okr.${xmlid}']`,
            run: "click",
        },
    ];
    if (parent) {
        steps.unshift({
            content: `Menu ${parent}`,
            trigger: `.o_menu_sections [data-menu-xmlid='okr.${parent}']`,
            run: "click",
        });
    }
    return steps;
}

export function switchTo(view, ready) {
    return [
        {
            content: `To the ${view}`,
            trigger: `.o_cp_switch_buttons .o_switch_view.o_${view}`,
            run: "click",
        },
        {
            content: `The ${view} is there`,
            trigger: ready || `.o_${view}_view, .o_${view}_renderer`,
        },
    ];
}

export function chooseFilter(name) {
    return [
        {
            content: "Open the filters",
            trigger: ".o_searchview_dropdown_toggler",
            run: "click",
        },
        {
            content: `Filter ${name}`,
            trigger: `.o_search_bar_menu .o-dropdown-item:contains(/^${name}$/)`,
            run: "click",
        },
        {
            content: "Close the filters",
            trigger: ".o_searchview_dropdown_toggler",
            run: "click",
        },
        {
            content: `${name} is in the search bar`,
            trigger: `.o_searchview_facet:contains('${name}'), .o_facet_value:contains('${name}')`,
        },
    ];
}

/**
 * Count the taps, for "at most two clicks" is a promise.
 */
export function countClicks() {
    return {
        content: "Count the clicks from here",
        trigger: "body",
        run() {
            window.okrClicks = 0;
            window.addEventListener("click", () => window.okrClicks++, true);
        },
    };
}

export function atMostClicks(limit) {
    return {
        content: `At most ${limit} clicks`,
        trigger: "body",
        run() {
            if (window.okrClicks > limit) {
                throw new Error(`${window.okrClicks} clicks, not ${limit}`);
            }
        },
    };
}
