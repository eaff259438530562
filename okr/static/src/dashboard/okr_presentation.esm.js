import {
    Component,
    onMounted,
    onWillUnmount,
    useExternalListener,
    useRef,
    useState,
} from "@odoo/owl";
import {OkrProgressBar} from "@okr/fields/okr_progress/okr_progress_bar.esm";
import {_t} from "@web/core/l10n/translation";
import {localization} from "@web/core/l10n/localization";
import {useActiveElement} from "@web/core/ui/ui_service";
import {useHotkey} from "@web/core/hotkeys/hotkey_hook";

/**
 * Walks through the objectives of a session, one to a screen.
 */
export class OkrPresentation extends Component {
    static template = "okr.OkrPresentation";
    static components = {OkrProgressBar};
    static props = {
        session: Object,
        objectives: Array,
        close: Function,
    };

    setup() {
        this.rootRef = useRef("root");
        this.pageRef = useRef("page");
        this.state = useState({place: 0});
        useActiveElement("root");
        const forward = localization.direction === "rtl" ? "arrowleft" : "arrowright";
        const back = localization.direction === "rtl" ? "arrowright" : "arrowleft";
        const keys = [
            [forward, 1],
            ["pagedown", 1],
            [back, -1],
            ["pageup", -1],
            ["home", -Infinity],
            ["end", Infinity],
        ];
        for (const [key, step] of keys) {
            useHotkey(key, () => this.walk(step), {allowRepeat: true});
        }
        useHotkey("escape", () => this.leave());
        // The browser has a way out of a full screen, too.
        useExternalListener(document, "fullscreenchange", () => {
            if (this.filled && !document.fullscreenElement) {
                this.leave();
            }
        });
        onMounted(() => {
            this.pageRef.el.focus();
            this.fill();
        });
        onWillUnmount(() => this.unfill());
    }

    get last() {
        return this.props.objectives.length - 1;
    }

    get objective() {
        return this.props.objectives[this.state.place];
    }

    get placeText() {
        return _t("%(place)s of %(count)s", {
            place: this.state.place + 1,
            count: this.last + 1,
        });
    }

    confidenceText({confidence}) {
        return _t("Confidence: %s", confidence);
    }

    noteText({note: {who, date}}) {
        return _t("%(who)s, %(date)s", {who, date});
    }

    statusClass(status) {
        const classes = {
            at_risk: "text-bg-danger",
            missed: "text-bg-danger",
            behind: "text-bg-warning",
            on_track: "text-bg-success",
            achieved: "text-bg-success",
        };
        return classes[status] ?? "text-bg-secondary";
    }

    walk(step) {
        const place = Math.min(Math.max(this.state.place + step, 0), this.last);
        if (place !== this.state.place) {
            this.state.place = place;
            this.pageRef.el.scrollTop = 0;
        }
    }

    /**
     * Where a browser refuses, the page fills its window.
     */
    async fill() {
        try {
            await this.rootRef.el.requestFullscreen();
            this.filled = true;
        } catch {
            this.filled = false;
        }
    }

    unfill() {
        if (this.filled && document.fullscreenElement) {
            document.exitFullscreen();
        }
        this.filled = false;
    }

    leave() {
        this.unfill();
        this.props.close();
    }
}
