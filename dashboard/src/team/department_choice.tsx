import { useId } from "react";
import styles from "./agent_form.module.css";
import { useDepartments } from "./queries";

interface Props {
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  problem: string | undefined;
}

/** Any number of the departments. */
export function DepartmentChoice({ chosen, onChange, problem }: Props) {
  const id = useId();
  const { data: departments = [] } = useDepartments();
  const toggle = (department: string) =>
    onChange(chosen.includes(department) ? chosen.filter((other) => other !== department) : [...chosen, department]);
  return (
    <fieldset className={styles.group} aria-describedby={problem ? `${id}-problem` : undefined}>
      <legend>Departments</legend>
      {departments.length === 0 && <p className={styles.none}>There is no department yet.</p>}
      <div className={styles.choices}>
        {departments.map(({ id: department, name }) => (
          <label key={department} className={styles.choice}>
            <input type="checkbox" checked={chosen.includes(department)} onChange={() => toggle(department)} />
            {name}
          </label>
        ))}
      </div>
      {problem && (
        <p className={styles.fieldProblem} id={`${id}-problem`} role="alert">
          {problem}
        </p>
      )}
    </fieldset>
  );
}
