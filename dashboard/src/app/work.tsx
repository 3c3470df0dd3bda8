import { type AgentApi, type AgentProfile, Courier, type Outbox, type Snapshot } from "@frontdesk/widget/client";
import { postForm } from "@frontdesk/widget/post_form";
import type { QueryClient } from "@tanstack/react-query";
import { createContext, useContext, useSyncExternalStore } from "react";
import { notificationPermission } from "../alerts/permission";
import { ArticleDrafts } from "../articles/article_drafts";
import { Drafts } from "../conversation/drafts";
import { Notes } from "../conversation/notes";
import { Uploads } from "../conversation/uploads";
import { Viewing } from "../conversation/viewing";
import { InboxCache } from "../inbox/inbox_cache";
import { thisBrowser } from "../notifications/push_browser";
import { PushDevice } from "../notifications/push_device";
import type { Session } from "../sign_in/session";
import { Activity } from "./activity";

/** What a signed-in agent works with. It lives as long as the sign-in. */
export interface Work {
  api: AgentApi;
  me: AgentProfile;
  courier: Courier;
  cache: InboxCache;
  drafts: Drafts;
  articleDrafts: ArticleDrafts;
  notes: Notes;
  activity: Activity;
  viewing: Viewing;
  uploads: Uploads;
  pushDevice: PushDevice;
  signOut(): void;
}

export interface Equipment {
  api: AgentApi;
  me: AgentProfile;
  outbox: Outbox;
  queries: QueryClient;
  session: Session;
}

export const WorkContext = createContext<Work | null>(null);

export function useWork(): Work {
  const work = useContext(WorkContext);
  if (!work) throw new Error("useWork belongs below the sign-in.");
  return work;
}

export function useSnapshot(): Snapshot {
  const { courier } = useWork();
  return useSyncExternalStore(courier.subscribe, courier.getSnapshot);
}

export function equip({ api, me, outbox, queries, session }: Equipment): Work {
  const activity = new Activity();
  const courier = new Courier({
    participant: "agent",
    identity: `agent ${me.id}`,
    api,
    outbox,
    limits: me.limits,
    wasActive: activity.take,
  });
  const drafts = new Drafts(sessionStorage, me.id);
  const articleDrafts = new ArticleDrafts(sessionStorage, me.id);
  const notes = new Notes(api, queries, sessionStorage, me.id);
  const pushDevice = new PushDevice({
    api,
    agentId: me.id,
    browser: thisBrowser,
    storage: localStorage,
    permission: notificationPermission,
    userAgent: navigator.userAgent,
  });
  const uploads = new Uploads({
    api,
    limits: me.limits,
    post: postForm,
    watermark: (id) => courier.getSnapshot().conversations.get(id)?.log.watermark ?? 0,
    onStored: (message) => courier.learnMessage(message),
  });
  const signOut = () => {
    uploads.clear();
    drafts.clear();
    articleDrafts.clear();
    notes.clear();
    void pushDevice.leave().finally(() => session.signOut());
  };
  return {
    api,
    me,
    courier,
    cache: new InboxCache(queries, me.id),
    drafts,
    articleDrafts,
    notes,
    activity,
    viewing: new Viewing(courier),
    uploads,
    pushDevice,
    signOut,
  };
}
