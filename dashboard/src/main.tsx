import "./theme/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/app";
import { listenToWorker } from "./notifications/listen_to_worker";
import { keepFocus } from "./parts/keep_focus";
import { applyTheme, storedTheme } from "./theme/theme";

applyTheme(storedTheme());
listenToWorker();
keepFocus();

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no element with the id root.");
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
