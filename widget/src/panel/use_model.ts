import { useEffect, useState } from "preact/hooks";
import type { Model, PanelState } from "./model";

export function useModel(model: Model): PanelState {
  const [state, setState] = useState(model.state);
  useEffect(() => {
    setState(model.state);
    return model.subscribe(() => setState(model.state));
  }, [model]);
  return state;
}
