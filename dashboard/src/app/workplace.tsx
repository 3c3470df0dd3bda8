import { AgentApi, type AgentProfile, Http, type Outbox, openOutbox } from "@frontdesk/widget/client";
import { QueryClientProvider, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { Redirect, Route, Switch } from "wouter";
import { CannedResponsesPage } from "../canned_responses/canned_responses_page";
import { FollowMine } from "../inbox/follow_mine";
import { InboxPage } from "../inbox/inbox_page";
import { SettingsPage } from "../settings/settings_page";
import { Shell } from "../shell/shell";
import { UnreadTitle } from "../shell/unread_title";
import { credentialsOf } from "../sign_in/credentials";
import type { Session } from "../sign_in/session";
import { FollowTeam } from "../team/follow_team";
import { TeamPage } from "../team/team_page";
import { API_BASE } from "./api_base";
import { FullPageProblem, FullPageWait } from "./full_page";
import { LiveUpdates } from "./live_updates";
import { newQueryClient } from "./query_client";
import { equip, WorkContext } from "./work";

/** Everything behind the sign-in. What one agent has loaded is gone when the next one signs in. */
export function Workplace({ session }: { session: Session }) {
  const [queries] = useState(newQueryClient);
  return (
    <QueryClientProvider client={queries}>
      <Arrival session={session} />
    </QueryClientProvider>
  );
}

function Arrival({ session }: { session: Session }) {
  const api = useMemo(() => new AgentApi(new Http({ base: API_BASE, credentials: credentialsOf(session) })), [session]);
  const { data, isError, error, refetch } = useQuery({
    queryKey: ["me"],
    queryFn: async () => ({ me: await api.me(), outbox: await openOutbox() }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (data) return <Desk api={api} session={session} {...data} />;
  if (isError) return <FullPageProblem retry={() => void refetch()}>{error.message}</FullPageProblem>;
  return <FullPageWait />;
}

interface DeskProps {
  api: AgentApi;
  session: Session;
  me: AgentProfile;
  outbox: Outbox;
}

function Desk({ api, session, me, outbox }: DeskProps) {
  const queries = useQueryClient();
  const [work] = useState(() => equip({ api, me, outbox, queries, session }));
  useEffect(() => {
    const unbind = [
      new LiveUpdates(api, work.cache).bind(work.courier),
      work.notes.bind(work.courier),
      work.activity.watch(document),
    ];
    const stopListening = work.courier.onEvent((event) => {
      if (event.type === "session-ended") session.expire();
    });
    work.courier.start();
    void work.courier.restore();
    return () => {
      stopListening();
      for (const stop of unbind) stop();
      work.courier.stop();
    };
  }, [api, work, session]);
  return (
    <WorkContext value={work}>
      <FollowMine />
      <FollowTeam />
      <UnreadTitle />
      <Shell>
        <Switch>
          <Route path="/inbox/:view/:id?" component={InboxPage} />
          <Route path="/team" component={TeamPage} />
          <Route path="/canned-responses" component={CannedResponsesPage} />
          <Route path="/settings" component={SettingsPage} />
          <Route>
            <Redirect to="/inbox/mine" replace />
          </Route>
        </Switch>
      </Shell>
    </WorkContext>
  );
}
