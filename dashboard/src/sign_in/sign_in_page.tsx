import { type FormEvent, useRef, useState } from "react";
import { resting } from "../parts/button";
import { Notice } from "../parts/notice";
import { Wordmark } from "../parts/wordmark";
import type { NewPasswordChallenge } from "./cognito";
import { Field } from "./field";
import { explain, type SignInProblem } from "./refusals";
import type { Session } from "./session";
import styles from "./sign_in.module.css";

export function SignInPage({ session }: { session: Session }) {
  const [challenge, setChallenge] = useState<NewPasswordChallenge | null>(null);
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <Wordmark />
        {challenge ? (
          <NewPasswordForm session={session} challenge={challenge} onBack={() => setChallenge(null)} />
        ) : (
          <PasswordForm session={session} onChallenge={setChallenge} />
        )}
      </div>
      <p className={styles.foot}>Frontdesk · the desk that is there when somebody knocks</p>
    </main>
  );
}

function PasswordForm({ session, onChallenge }: { session: Session; onChallenge: (c: NewPasswordChallenge) => void }) {
  const { busy, problem, submit } = useSubmission(async (form) => {
    const challenge = await session.signIn(text(form, "email").trim(), text(form, "password"));
    if (challenge) onChallenge(challenge);
  });
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <div>
        <h1 className={styles.title}>Sign in</h1>
        <p className={styles.lead}>Your visitors are one sign-in away.</p>
      </div>
      {session.expired && !problem && <Notice tone="alert">Your sign-in has ended. Please sign in again.</Notice>}
      {problem?.field === null && <Notice tone="breach">{problem.sentence}</Notice>}
      <Field
        label="Email"
        name="email"
        type="email"
        autoComplete="username"
        autoFocus
        missing="Enter the email address that your admin invited."
        problem={problem?.field === "email" ? problem.sentence : null}
      />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete="current-password"
        missing="Enter your password."
        problem={problem?.field === "password" ? problem.sentence : null}
      />
      <button type="submit" className={styles.submit} {...resting({ disabled: busy })}>
        {busy ? "Signing in…" : "Sign in"}
      </button>
    </form>
  );
}

interface NewPasswordProps {
  session: Session;
  challenge: NewPasswordChallenge;
  onBack: () => void;
}

function NewPasswordForm({ session, challenge, onBack }: NewPasswordProps) {
  const { busy, problem, submit } = useSubmission(async (form) => {
    await session.answerNewPassword(challenge, text(form, "newPassword"));
  });
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <div>
        <h1 className={styles.title}>Choose your own password</h1>
        <p className={styles.lead}>The one that you were given works only once.</p>
      </div>
      {problem && problem.field !== "newPassword" && <Notice tone="breach">{problem.sentence}</Notice>}
      <Field
        label="New password"
        name="newPassword"
        type="password"
        autoComplete="new-password"
        autoFocus
        missing="Enter a new password."
        problem={problem?.field === "newPassword" ? problem.sentence : null}
      />
      <button type="submit" className={styles.submit} {...resting({ disabled: busy })}>
        {busy ? "Saving…" : "Save and sign in"}
      </button>
      <button type="button" className={styles.back} onClick={onBack}>
        Sign in as someone else
      </button>
    </form>
  );
}

/** Runs a form's action once at a time; fields that are empty complain first. */
function useSubmission(act: (form: FormData) => Promise<void>) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<SignInProblem | null>(null);
  const running = useRef(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    if (running.current || !isComplete(form, setProblem)) return;
    running.current = true;
    setBusy(true);
    setProblem(null);
    try {
      await act(new FormData(form));
    } catch (error) {
      setProblem(explain(error));
    } finally {
      running.current = false;
      setBusy(false);
    }
  }

  return { busy, problem, submit };
}

function isComplete(form: HTMLFormElement, complain: (problem: SignInProblem) => void): boolean {
  const empty = [...form.querySelectorAll("input")].find((input) => input.value.trim() === "");
  if (!empty) return true;
  complain({ field: empty.name as SignInProblem["field"], sentence: empty.dataset.missing ?? "" });
  empty.focus();
  return false;
}

function text(form: FormData, name: string): string {
  return String(form.get(name) ?? "");
}
