import { Refusal } from "./cognito";

export type SignInField = "email" | "password" | "newPassword";

export interface SignInProblem {
  /** The field that the sentence belongs to; none when no field is to blame. */
  field: SignInField | null;
  sentence: string;
}

const WRONG_PAIR: SignInProblem = {
  field: "password",
  sentence: "This email and password do not belong together. Check both and try again.",
};

const PROBLEMS: Record<string, SignInProblem> = {
  NotAuthorizedException: WRONG_PAIR,
  UserNotFoundException: WRONG_PAIR,
  UserNotConfirmedException: {
    field: "email",
    sentence: "This account has not been confirmed yet. Ask your admin to confirm it.",
  },
  PasswordResetRequiredException: {
    field: "password",
    sentence: "This password must be reset first. Ask your admin for a new one.",
  },
  InvalidPasswordException: {
    field: "newPassword",
    sentence: "This password is too weak. Make it longer, and mix capitals, small letters, digits and signs.",
  },
  InvalidParameterException: {
    field: "email",
    sentence: "This does not look like an address that you can sign in with.",
  },
  CodeMismatchException: { field: null, sentence: "This step has taken too long. Sign in once more." },
  TooManyRequestsException: { field: null, sentence: "Too many attempts for now. Wait a minute, then try again." },
  LimitExceededException: { field: null, sentence: "Too many attempts for now. Wait a minute, then try again." },
};

export function explain(error: unknown): SignInProblem {
  if (!(error instanceof Refusal)) {
    return { field: null, sentence: "The sign-in service cannot be reached. Check your connection and try again." };
  }
  return (
    PROBLEMS[error.code] ?? {
      field: null,
      sentence: `The sign-in service refused this (${error.code}). Ask your admin for help.`,
    }
  );
}
