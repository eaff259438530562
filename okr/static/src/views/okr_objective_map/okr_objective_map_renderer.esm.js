import {HierarchyRenderer} from "@web_hierarchy/hierarchy_renderer";
import {OkrObjectiveMapCard} from "./okr_objective_map_card.esm";
import {_t} from "@web/core/l10n/translation";

/**
 * The alignment map: rows of cards, each row with a way to the rest of it.
 */
export class OkrObjectiveMapRenderer extends HierarchyRenderer {
    static template = "okr.ObjectiveMapRenderer";
    static components = {
        ...HierarchyRenderer.components,
        HierarchyCard: OkrObjectiveMapCard,
    };

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
