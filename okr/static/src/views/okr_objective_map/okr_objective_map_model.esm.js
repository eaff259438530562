import {
    HierarchyModel,
    HierarchyNode,
    HierarchyTree,
} from "@web_hierarchy/hierarchy_model";
import {Domain} from "@web/core/domain";
import {RPCError} from "@web/core/network/rpc";
import {_t} from "@web/core/l10n/translation";
import {orderByToString} from "@web/search/utils/order_by";

// As many cards as anybody takes in at once; the server stops there, too.
const LEVEL = 80;

/**
 * The tree of objectives, read level by level, however many there are.
 */
export class OkrObjectiveMapModel extends HierarchyModel {
    // -- the first level ------------------------------------------------------

    /**
     * What hangs under nothing that is shown: under a hidden parent, too.
     */
    get defaultDomain() {
        return [[this.parentFieldName, "not any", this.searchedDomain]];
    }

    get topDomain() {
        return Domain.and([this.searchedDomain, this.defaultDomain]).toList({});
    }

    async _loadData(config, reload = false) {
        this.searchedDomain = config.domain;
        const data = await super._loadData(config, reload);
        this.moreRoots = 0;
        if (!reload && !config.resIds?.length && data.length >= LEVEL) {
            const count = await this.orm.searchCount(this.resModel, this.topDomain, {
                context: this.context,
            });
            this.moreRoots = Math.max(count - data.length, 0);
        }
        return data;
    }

    async fetchMoreRoots() {
        const shown = this.root.rootNodes.map((node) => node.resId);
        const records = await this._readLevel(
            Domain.and([this.topDomain, [["id", "not in", shown]]]).toList({})
        );
        for (const data of records) {
            this.root._trees.push(
                new HierarchyTree(this, this.config, data, this.root)
            );
        }
        this.moreRoots = records.length
            ? Math.max(this.moreRoots - records.length, 0)
            : 0;
        this.notify({scrollTarget: "none"});
    }

    // -- the levels below -----------------------------------------------------

    async _readLevel(domain) {
        const {records} = await this.orm.webSearchRead(this.resModel, domain, {
            specification: this._getFieldsSpec(),
            context: this.context,
            order: orderByToString(this.config.orderBy),
            limit: LEVEL,
        });
        return records;
    }

    async _fetchSubordinates(node, excludeResIds = null) {
        const excluded = new Set(excludeResIds || []);
        const children = node.data[this.childFieldName];
        const wanted = children.filter((resId) => !excluded.has(resId));
        node.data.childTotal = Math.max(node.data.childTotal || 0, children.length);
        return wanted.length ? this._readLevel([["id", "in", wanted]]) : [];
    }

    /**
     * @param {HierarchyNode} node
     * @returns {Number} how many of its visible children are not loaded yet
     */
    moreChildren(node) {
        return Math.max((node.data.childTotal || 0) - node.nodes.length, 0);
    }

    async fetchMoreChildren(node) {
        const shown = node.nodes.map((child) => child.resId);
        const records = await this._readLevel([
            [this.parentFieldName, "=", node.resId],
            ["id", "not in", shown],
        ]);
        node._nodes.push(
            ...records.map(
                (data) => new HierarchyNode(this, this.config, data, node.tree, node)
            )
        );
        if (!records.length) {
            node.data.childTotal = shown.length;
        }
        this.notify({scrollTarget: "none"});
    }

    /**
     * Odoo reads the whole line of the parent; the server limits it to a level.
     */
    async fetchManager(node) {
        const config = {...this.config, resIds: [node.resId]};
        const data = await this.keepLast.add(this._loadData(config));
        this.root = this._createRoot(this.config, data);
        this.notify({scrollTarget: "up"});
    }

    // -- re-alignment ---------------------------------------------------------

    async updateParentNode(nodeId, place) {
        const node = this.root.nodePerNodeId[nodeId];
        const {resId} = node;
        const counted = node.data.contributes;
        try {
            await (place.parentNodeId
                ? super.updateParentNode(nodeId, place)
                : this._moveToTop(node, place.parentResId || false));
        } catch (error) {
            if (!(error instanceof RPCError && error.exceptionName)) {
                throw error;
            }
            this.notification.add(error.data.message, {type: "danger"});
            return;
        }
        const moved = Object.values(this.root.nodePerNodeId).find(
            (one) => one.resId === resId
        );
        if (counted && moved && !moved.data.contributes) {
            this.notification.add(
                _t("Aligned, not counted: who may edit the parent can count it in."),
                {type: "info"}
            );
        }
    }

    /**
     * The server knows what hangs where, and says so.
     */
    validateUpdateParentNode() {
        return true;
    }

    async _moveToTop(node, parentResId) {
        if (parentResId === (node.parentResId || false)) {
            return;
        }
        await this.mutex.exec(() => this.updateParentId(node, parentResId));
        await this.load({});
    }

    computeUpdateParentNodeDomain(node, parentResId, parentNode) {
        // Of what is not loaded yet, no more than a level.
        const known = new Set([
            node.resId,
            ...this.resIds,
            ...parentNode.childResIds.slice(0, LEVEL),
        ]);
        return Domain.and([
            super.computeUpdateParentNodeDomain(node, parentResId, parentNode),
            [["id", "in", [...known]]],
        ]).toList({});
    }
}
