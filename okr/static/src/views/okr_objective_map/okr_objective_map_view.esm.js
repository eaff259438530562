import {OkrObjectiveMapModel} from "./okr_objective_map_model.esm";
import {OkrObjectiveMapRenderer} from "./okr_objective_map_renderer.esm";
import {hierarchyView} from "@web_hierarchy/hierarchy_view";
import {registry} from "@web/core/registry";

export const okrObjectiveMapView = {
    ...hierarchyView,
    Model: OkrObjectiveMapModel,
    Renderer: OkrObjectiveMapRenderer,
};

registry.category("views").add("okr_objective_map", okrObjectiveMapView);
