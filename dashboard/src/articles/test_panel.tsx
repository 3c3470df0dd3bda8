import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { useWork } from "../app/work";
import { Button } from "../parts/button";
import { Field, TextInput } from "../parts/field";
import { Notice } from "../parts/notice";
import { Skeleton } from "../parts/skeleton";
import { percent } from "../text/numbers";
import { Answer } from "./answer";
import { useIsLearning } from "./learning";
import styles from "./test_panel.module.css";

const USUAL_THRESHOLD = 0.65;
const STEP = 0.01;
const ASK_AGAIN_MS = 3_000;

interface Asked {
  question: string;
  threshold: number;
}

/** Asks the knowledge base as a visitor would, and tells what the bot would do and why. */
export function TestPanel({ onLeave }: { onLeave?: () => void }) {
  const [question, setQuestion] = useState("");
  const [threshold, setThreshold] = useState(USUAL_THRESHOLD);
  const [asked, setAsked] = useState<Asked | null>(null);
  const isLearning = useIsLearning();
  const { data, isFetching, isLoading, isError, error, refetch } = useTrial(asked, isLearning);
  const ask = (event: FormEvent) => {
    event.preventDefault();
    const said = question.trim();
    if (said === "") return;
    if (asked?.question === said && asked.threshold === threshold) void refetch();
    else setAsked({ question: said, threshold });
  };
  return (
    <div className={styles.panel}>
      <form className={styles.form} onSubmit={ask}>
        <Field label="A visitor’s question">
          {(control) => (
            <div className={styles.asking}>
              <TextInput
                {...control}
                autoComplete="off"
                enterKeyHint="go"
                placeholder="How do I pause my subscription?"
                value={question}
                onChange={(event) => setQuestion(event.target.value)}
              />
              <Button type="submit" tone="primary" disabled={question.trim() === ""}>
                Ask
              </Button>
            </div>
          )}
        </Field>
        <ThresholdField
          threshold={threshold}
          onChange={(chosen) => {
            setThreshold(chosen);
            if (asked) setAsked({ ...asked, threshold: chosen });
          }}
        />
      </form>
      {isLearning && asked && (
        <Notice tone="calm">
          An article was saved a moment ago. The bot learns it within seconds, and this is asked again until then.
        </Notice>
      )}
      {isLoading && <Ghosts />}
      {isError && (
        <Notice tone="breach" retry={() => void refetch()}>
          {error.message}
        </Notice>
      )}
      {asked && data && !isError && (
        <Answer
          asked={data.asked}
          question={data.question}
          isOld={isFetching && data.question !== asked.question}
          onLeave={onLeave}
        />
      )}
    </div>
  );
}

function Ghosts() {
  return (
    <div className={styles.ghosts} role="status" aria-label="Asking">
      <Skeleton width="100%" height="3.75rem" />
      <Skeleton width="100%" height="0.5rem" />
      <Skeleton width="60%" height="1rem" />
    </div>
  );
}

function useTrial(asked: Asked | null, isLearning: boolean) {
  const { api } = useWork();
  return useQuery({
    queryKey: ["trial", asked],
    queryFn: async ({ signal }) => {
      const { question, threshold } = asked ?? { question: "", threshold: USUAL_THRESHOLD };
      return { question, asked: await api.askArticles({ question, threshold }, signal) };
    },
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    refetchInterval: isLearning ? ASK_AGAIN_MS : false,
    staleTime: 0,
    gcTime: 0,
  });
}

function ThresholdField({ threshold, onChange }: { threshold: number; onChange: (threshold: number) => void }) {
  const id = useId();
  return (
    <div className={styles.threshold}>
      <label htmlFor={id}>It answers from</label>
      <input
        id={id}
        type="range"
        min={0}
        max={1}
        step={STEP}
        value={threshold}
        aria-valuetext={percent(threshold)}
        onChange={(event) => onChange(Number(event.target.value))}
      />
      <output htmlFor={id}>{percent(threshold)} on</output>
    </div>
  );
}
