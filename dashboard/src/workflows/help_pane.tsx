import { Plus } from "lucide-react";
import { useMemo } from "react";
import { Button } from "../parts/button";
import { Notice } from "../parts/notice";
import { useAgents, useDepartments } from "../team/queries";
import styles from "./help_pane.module.css";
import { insertion } from "./insertion";
import { useDefinitionSchema } from "./queries";
import { definitionHelpOf, type FieldHelp, type StepHelp, stepHelpOf } from "./schema_help";
import { TypeMark } from "./type_mark";
import type { Edit } from "./typing_edits";
import type { Reading } from "./use_reading";

interface Props {
  reading: Reading;
  /** The step that the caret is in. */
  step: string | null;
  /** Null where nothing can be written. */
  insert: ((edit: Edit) => void) | null;
}

/** What may be written: of the step that one is in, and of every other. */
export function HelpPane({ reading, step, insert }: Props) {
  const { data: schema, isError, refetch } = useDefinitionSchema();
  const kinds = useMemo(() => (schema ? stepHelpOf(schema) : []), [schema]);
  const around = useMemo(() => (schema ? definitionHelpOf(schema) : []), [schema]);
  const here = reading.steps.find(({ name }) => name === step)?.type;
  const add = (kind: StepHelp) => {
    const edit = insertion(reading.read, step, kind.blank);
    if (edit) insert?.(edit);
  };
  const mayAdd = insert !== null && reading.read.mistake === null;
  return (
    <div className={styles.pane}>
      <p className={styles.about}>
        A workflow has steps by their names, and <code>start</code> names the first. A text may hold{" "}
        <code>{"{{attribute}}"}</code>; <code>{"{{visitor_name|there}}"}</code> says “there” where there is no name.
      </p>
      {isError && (
        <Notice tone="breach" retry={() => void refetch()}>
          The rest of the help could not be loaded.
        </Notice>
      )}
      {kinds.map((kind) => (
        <details key={titleOf(kind)} className={styles.kind} open={kind.type === here || undefined}>
          <summary>
            <TypeMark type={kind.type} />
            <code>{titleOf(kind)}</code>
            <span className={styles.says}>{kind.about}</span>
          </summary>
          <div className={styles.inside}>
            <Fields fields={kind.fields} />
            {mayAdd && (
              <Button onClick={() => add(kind)}>
                <Plus size={15} aria-hidden="true" />
                {step === null ? "Add one at the end" : `Add one behind ${step}`}
              </Button>
            )}
          </div>
        </details>
      ))}
      {around.length > 0 && (
        <details className={styles.kind}>
          <summary>
            <span className={styles.says}>Beside the steps</span>
          </summary>
          <div className={styles.inside}>
            <Fields fields={around} />
          </div>
        </details>
      )}
      <Receivers />
    </div>
  );
}

function titleOf({ type, variant }: StepHelp): string {
  return variant === null ? type : `${type}, ${variant}`;
}

function Fields({ fields }: { fields: readonly FieldHelp[] }) {
  if (fields.length === 0) return <p className={styles.about}>It needs nothing else.</p>;
  return (
    <dl className={styles.fields}>
      {fields.map(({ name, isNeeded, about, parts }) => (
        <div key={name}>
          <dt>
            <code>{name}</code>
            {isNeeded && <span className={styles.needed}>needed</span>}
          </dt>
          <dd>{about}</dd>
          {parts.map((part) => (
            <dd key={part.map((field) => field.name + field.about).join()} className={styles.part}>
              <Fields fields={part} />
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}

/** Routes name them by id, which stands nowhere else. */
function Receivers() {
  const departments = useDepartments().data ?? [];
  const agents = useAgents().data ?? [];
  return (
    <details className={styles.kind}>
      <summary>
        <span className={styles.says}>Ids of departments and agents</span>
      </summary>
      <dl className={styles.fields}>
        {[...departments, ...agents].map(({ id, name }) => (
          <div key={id}>
            <dt>{name}</dt>
            <dd>
              <code className={styles.id}>{id}</code>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
