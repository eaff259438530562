import {HierarchyRenderer} from "@web_hierarchy/hierarchy_renderer";
import {OkrObjectiveMapCard} from "./okr_objective_map_card.esm";
import {_t} from "@web/core/l10n/translation";
import {useBus} from "@web/core/utils/hooks";

/**
 * The alignment map: rows of cards, each row with a way to the rest of it.
 */
export class OkrObjectiveMapRenderer extends HierarchyRenderer {
    static template = "okr.ObjectiveMapRenderer";
    static components = {
        ...HierarchyRenderer.components,
        HierarchyCard: OkrObjectiveMapCard,
    };

    setup() {
        super.setup();
        // The way out of the search bar for who has no mouse: the arrow down.
        useBus(this.env.searchModel, "focus-view", () =>
            this.rendererRef.el
                .querySelector(".o_hierarchy_node_content[tabindex], button")
                ?.focus()
        );
    }

    moreCount(row) {
        const {model} = this.props;
        return row.parentNode ? model.moreChildren(row.parentNode) : model.moreRoots;
    }

    moreText(row) {
        return _t("Show more of the other %s", this.moreCount(row));
    }

    rowLabel(row) {
        return row.parentNode
            ? _t("Child objectives of %s", row.parentNode.data.name)
            : _t("Objectives at the top");
    }

    async showMore(row) {
        const {model} = this.props;
        if (row.parentNode) {
            await model.fetchMoreChildren(row.parentNode);
        } else {
            await model.fetchMoreRoots();
        }
    }
}
