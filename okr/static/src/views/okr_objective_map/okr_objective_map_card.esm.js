import {HierarchyCard} from "@web_hierarchy/hierarchy_card";
import {_t} from "@web/core/l10n/translation";

/**
 * A card of the map: opens with Enter, and moves only where that is allowed.
 */
export class OkrObjectiveMapCard extends HierarchyCard {
    static template = "okr.ObjectiveMapCard";

    get card() {
        return this.props.node.data;
    }

    /**
     * A hidden parent: a card without a title, that opens nothing.
     */
    get isHidden() {
        return Boolean(this.card.__hidden__);
    }

    get hiddenChildrenText() {
        return _t("%s not visible to you", this.card.hidden_child_count);
    }

    get childCount() {
        return Math.max(this.props.node.childResIds.length, this.card.childTotal || 0);
    }

    get unfoldText() {
        return _t("Unfold the %(count)s child objectives of %(title)s", {
            count: this.childCount,
            title: this.card.name,
        });
    }

    get foldText() {
        return _t("Fold the child objectives of %s", this.card.name);
    }

    get parentText() {
        return _t("Show the parent of %s", this.card.name);
    }

    get canShowParentNode() {
        return this.props.node.canShowParentNode && !this.card.has_hidden_parent;
    }

    onGlobalClick(ev, newWindow) {
        if (!this.isHidden) {
            super.onGlobalClick(ev, newWindow);
        }
    }

    onKeydown(ev) {
        if (ev.key === "Enter" && ev.target === ev.currentTarget && !this.isHidden) {
            ev.preventDefault();
            this.props.openRecord(this.props.node, ev.ctrlKey);
        }
    }

    /**
     * @param {PointerEvent} ev with which the renderer would begin to drag
     */
    onPointerDown(ev) {
        if (this.isHidden || !this.card.can_realign) {
            ev.stopPropagation();
        }
    }
}
