/** The panel: loaded when it is first needed, and living in the launcher's shadow root. */
import { render } from "preact";
import type { Panel, PanelContext } from "../panel_contract";
import { localeOf, Model } from "./model";
import { PanelView } from "./panel";
import css from "./panel.css?inline";
import { loadTexts } from "./texts";

export async function createPanel(context: PanelContext): Promise<Panel> {
  const model = new Model(context, await loadTexts(localeOf(context)));
  const place = document.createElement("div");
  context.addStyles(css);
  context.root.append(place);
  render(<PanelView model={model} />, place);
  if (model.visitor) void model.load();
  return {
    open: () => model.setOpen(true),
    close: () => model.setOpen(false),
    prefill: (text) => model.prefill(text),
    send: async (text) => {
      await model.load();
      const { clientId, seq } = await model.send(text);
      return { client_id: clientId, seq };
    },
    escalate: async (reason) => {
      await model.load();
      await model.escalate(reason);
    },
    identify: () => model.identify(),
    connected: () => model.connection === "live" || model.connection === "polling",
    visitor: () => model.visitor && { name: null, email: null, ...model.visitor },
    logout: () => model.logout(),
    destroy: () => {
      model.destroy();
      render(null, place);
    },
  };
}
