import type { WorkerMessage } from "./worker/messages";

/** A click on a notification opens its conversation; on a page that is signed out, after the sign-in. */
export function listenToWorker(): void {
  if (!("serviceWorker" in navigator)) return;
  navigator.serviceWorker.addEventListener("message", ({ data }: MessageEvent<WorkerMessage>) => {
    if (data.type === "open") location.hash = data.route;
  });
}

/** What the worker asks of a page that somebody is signed in on. Until the function given back is called. */
export function answerWorker(subscriptionChanged: () => void): () => void {
  if (!("serviceWorker" in navigator)) return () => {};
  const heard = ({ data, ports }: MessageEvent<WorkerMessage>) => {
    if (data.type === "rings?") ports[0]?.postMessage(true);
    if (data.type === "subscription-changed") subscriptionChanged();
  };
  navigator.serviceWorker.addEventListener("message", heard);
  return () => navigator.serviceWorker.removeEventListener("message", heard);
}
