import { ApiError, type Credentials } from "@frontdesk/widget/client";
import { Refusal } from "./cognito";
import type { Session } from "./session";

/** The session as the API's client wants it: its errors among the API's own. */
export function credentialsOf(session: Session): Credentials {
  return {
    token: () => session.token().catch(translate),
    renew: (refused) => session.renew(refused).catch(translate),
  };
}

function translate(error: unknown): never {
  if (error instanceof Refusal) throw new ApiError("session_expired", "Your sign-in has ended.", false);
  throw ApiError.unreachable("The sign-in service cannot be reached.");
}
