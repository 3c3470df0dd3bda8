import { Field, TextInput } from "../parts/field";
import { Select } from "../parts/select";
import type { Refusal } from "../text/refusal";
import styles from "./agent_form.module.css";
import { CHATS_CEILING, type Particulars } from "./agent_particulars";
import { DepartmentChoice } from "./department_choice";
import { SkillsField } from "./skills_field";

const ROLES = [
  { value: "agent", label: "Agent" },
  { value: "admin", label: "Admin" },
] as const;

interface Props {
  value: Particulars;
  onChange: (value: Particulars) => void;
  problems: Refusal<keyof Particulars>["fields"];
  /** Why the role cannot be changed. */
  fixedRole?: string;
}

/** What an admin decides about an agent. */
export function AgentForm({ value, onChange, problems, fixedRole }: Props) {
  const change = (fields: Partial<Particulars>) => onChange({ ...value, ...fields });
  return (
    <>
      <Field label="Name" error={problems.name}>
        {(control) => (
          <TextInput
            {...control}
            value={value.name}
            autoComplete="off"
            onChange={(event) => change({ name: event.target.value })}
          />
        )}
      </Field>
      <div className={styles.pair}>
        <Field label="Role" error={problems.role} hint={fixedRole ?? "Admins also assign, invite and edit."}>
          {(control) => (
            <Select
              {...control}
              options={ROLES}
              value={value.role}
              isDisabled={fixedRole !== undefined}
              onChange={(role) => change({ role })}
            />
          )}
        </Field>
        <Field label="Maximum" error={problems.max_concurrent_chats} hint="conversations at once">
          {(control) => (
            <TextInput
              {...control}
              type="number"
              min={1}
              max={CHATS_CEILING}
              value={value.max_concurrent_chats}
              onChange={(event) => change({ max_concurrent_chats: event.target.value })}
            />
          )}
        </Field>
      </div>
      <DepartmentChoice
        chosen={value.department_ids}
        onChange={(department_ids) => change({ department_ids })}
        problem={problems.department_ids}
      />
      <SkillsField skills={value.skills} onChange={(skills) => change({ skills })} problem={problems.skills} />
    </>
  );
}
