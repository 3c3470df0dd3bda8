import { AgentApi, Http, type SignInSettings } from "@frontdesk/widget/client";
import { QueryClientProvider, useQuery } from "@tanstack/react-query";
import { Tooltip } from "radix-ui";
import { useMemo, useSyncExternalStore } from "react";
import { Router } from "wouter";
import { useHashLocation } from "wouter/use-hash-location";
import { Toasts } from "../parts/toasts";
import { Cognito } from "../sign_in/cognito";
import { Session } from "../sign_in/session";
import { SignInPage } from "../sign_in/sign_in_page";
import { API_BASE } from "./api_base";
import { FullPageProblem, FullPageWait } from "./full_page";
import { newQueryClient } from "./query_client";
import { Workplace } from "./workplace";

const open = new AgentApi(new Http({ base: API_BASE }));

const queries = newQueryClient();

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <Tooltip.Provider delayDuration={400}>
        <Toasts>
          <Router hook={useHashLocation}>
            <Entrance />
          </Router>
        </Toasts>
      </Tooltip.Provider>
    </QueryClientProvider>
  );
}

function Entrance() {
  const { data, isError, refetch } = useQuery({
    queryKey: ["sign-in"],
    queryFn: () => open.signInSettings(),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (data) return <Door settings={data} />;
  if (isError) {
    return <FullPageProblem retry={() => void refetch()}>Frontdesk cannot be reached at the moment.</FullPageProblem>;
  }
  return <FullPageWait />;
}

function Door({ settings }: { settings: SignInSettings }) {
  const session = useMemo(() => new Session(new Cognito(settings), sessionStorage), [settings]);
  const isSignedIn = useSyncExternalStore(session.subscribe, session.isSignedIn);
  return isSignedIn ? <Workplace session={session} /> : <SignInPage session={session} />;
}
