import { AgentApi, type AgentProfile, Http, type Outbox, openOutbox } from "@frontdesk/widget/client";
import { QueryClientProvider, useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import { Redirect, Route, Switch } from "wouter";
import { Alerts } from "../alerts/alerts";
import { analyticsFilters } from "../analytics/filters";
import { articleFilters } from "../articles/filters";
import { FollowMine } from "../inbox/follow_mine";
import { InboxPage } from "../inbox/inbox_page";
import { listSettings } from "../inbox/list_settings";
import { FollowNotifications } from "../notifications/follow_notifications";
import { FollowQueue } from "../queue/queries";
import { Shell } from "../shell/shell";
import { UnreadTitle } from "../shell/unread_title";
import { credentialsOf } from "../sign_in/credentials";
import type { Session } from "../sign_in/session";
import { FollowTeam } from "../team/follow_team";
import { ticketFilters } from "../tickets/filters";
import { FollowTickets } from "../tickets/follow_tickets";
import { API_BASE } from "./api_base";
import { FullPageProblem, FullPageWait } from "./full_page";
import { LiveUpdates } from "./live_updates";
import { PageBoundary } from "./page_boundary";
import { newQueryClient } from "./query_client";
import { RefetchOnReturn } from "./refetch_on_return";
import { equip, WorkContext } from "./work";

/** Pages that not every agent opens every day come when they are opened. */
const QueuePage = lazy(async () => ({ default: (await import("../queue/queue_page")).QueuePage }));
const TeamPage = lazy(async () => ({ default: (await import("../team/team_page")).TeamPage }));
const TicketsPage = lazy(async () => ({ default: (await import("../tickets/tickets_page")).TicketsPage }));
const WidgetsPage = lazy(async () => ({ default: (await import("../widgets/widgets_page")).WidgetsPage }));
const WidgetPage = lazy(async () => ({ default: (await import("../widgets/widget_page")).WidgetPage }));
const ArticlesPage = lazy(async () => ({ default: (await import("../articles/articles_page")).ArticlesPage }));
const SettingsPage = lazy(async () => ({ default: (await import("../settings/settings_page")).SettingsPage }));
const CannedResponsesPage = lazy(async () => ({
  default: (await import("../canned_responses/canned_responses_page")).CannedResponsesPage,
}));

const OverviewPage = lazy(async () => ({ default: (await import("../overview/overview_page")).OverviewPage }));
const AnalyticsPage = lazy(async () => ({ default: (await import("../analytics/analytics_page")).AnalyticsPage }));
const WebhooksPage = lazy(async () => ({ default: (await import("../webhooks/webhooks_page")).WebhooksPage }));
const WebhookPage = lazy(async () => ({ default: (await import("../webhooks/webhook_page")).WebhookPage }));
const WorkflowsPage = lazy(async () => ({ default: (await import("../workflows/workflows_page")).WorkflowsPage }));

/** Everything behind the sign-in. What one agent has loaded is gone when the next one signs in. */
export function Workplace({ session }: { session: Session }) {
  const [queries] = useState(newQueryClient);
  useEffect(() => () => forgetLists(), []);
  return (
    <QueryClientProvider client={queries}>
      <Arrival session={session} />
    </QueryClientProvider>
  );
}

function forgetLists(): void {
  listSettings.clear();
  ticketFilters.clear();
  articleFilters.clear();
  analyticsFilters.clear();
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
      () => work.viewing.stop(),
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
      <RefetchOnReturn />
      <FollowMine />
      <FollowTeam />
      <FollowQueue />
      <FollowTickets />
      <UnreadTitle />
      <Alerts />
      <FollowNotifications />
      <Shell>
        <PageBoundary>
          <Suspense fallback={null}>
            <Switch>
              <Route path="/inbox/:view/:id?" component={InboxPage} />
              <Route path="/queue" component={QueuePage} />
              <Route path="/tickets/:number?" component={TicketsPage} />
              <Route path="/articles/:place?/:origin?" component={ArticlesPage} />
              <Route path="/team" component={TeamPage} />
              <Route path="/canned-responses" component={CannedResponsesPage} />
              <Route path="/widgets" component={WidgetsPage} />
              <Route path="/widgets/:id/:tab?" component={WidgetPage} />
              <Route path="/workflows/:id?" component={WorkflowsPage} />
              <Route path="/webhooks" component={WebhooksPage} />
              <Route path="/webhooks/:id" component={WebhookPage} />
              <Route path="/overview" component={OverviewPage} />
              <Route path="/analytics" component={AnalyticsPage} />
              <Route path="/settings" component={SettingsPage} />
              <Route>
                <Redirect to="/inbox/mine" replace />
              </Route>
            </Switch>
          </Suspense>
        </PageBoundary>
      </Shell>
    </WorkContext>
  );
}
