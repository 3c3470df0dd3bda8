/** A company closes and opens while a page stays open: the page learns of it when it is refused. */
import { isApiError } from "../../client";
import type { Model } from "../model";
import type { Introduction } from "../session";

/** The server would not begin this conversation, as nobody is there any more: its words go into the form. */
export async function goOffline(model: Model, draftId: string): Promise<void> {
  // A workflow that is not there any more holds no conversation either: it would have been for people.
  await model.refreshSettings({ handler_type: "agent" });
  const { current } = model.state;
  const draft = model.view(draftId);
  if (!model.nobodyThere || !draft || (current !== null && current !== draftId)) return;
  const words = [...draft.log.pending.map(({ content }) => content), model.unsent].filter((each) => each.trim());
  model.goTo(null);
  model.prefill(words.join("\n\n"));
  model.say(model.texts.problems.outside_business_hours);
}

/** The server would not take a form, as somebody is there again: its words go to the start screen. Says whether so. */
export async function goOnline(model: Model, refusal: unknown, introduction: Introduction): Promise<boolean> {
  if (!isApiError(refusal) || refusal.code !== "conflict") return false;
  // What has been filled in is not asked for again; where it is refused, it is.
  await model.introduce(introduction).catch(() => {});
  await model.refreshSettings().catch(() => {});
  if (model.nobodyThere) return false;
  if (model.context.config.active) model.say(model.texts.openAgain);
  return true;
}
