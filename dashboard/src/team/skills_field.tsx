import { X } from "lucide-react";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { Field } from "../parts/field";
import styles from "./agent_form.module.css";
import { useAgents } from "./queries";
import { withSkills } from "./skills";
import { skillsOf } from "./team_order";

interface Props {
  skills: readonly string[];
  onChange: (skills: string[]) => void;
  problem: string | undefined;
}

/** Short words, each ended by Enter or a comma. The ones that colleagues have are offered. */
export function SkillsField({ skills, onChange, problem }: Props) {
  const offered = useId();
  const [typed, setTyped] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const known = skillsOf(useAgents().data ?? []).filter((skill) => !skills.includes(skill));

  const take = () => {
    if (typed.trim() === "") return;
    onChange(withSkills(skills, typed));
    setTyped("");
  };
  const drop = (skill: string) => {
    onChange(skills.filter((other) => other !== skill));
    input.current?.focus();
  };
  const pressed = (event: KeyboardEvent<HTMLInputElement>) => {
    if ((event.key === "Enter" || event.key === ",") && typed.trim() !== "") {
      event.preventDefault();
      take();
    }
    if (event.key === "Backspace" && typed === "") onChange(skills.slice(0, -1));
  };

  return (
    <Field
      label="Skills"
      isOptional
      error={problem}
      hint="A conversation that needs a skill is only routed to those who have it."
    >
      {(control) => (
        <div className={styles.tokens}>
          {skills.map((skill) => (
            <span key={skill} className={styles.token}>
              {skill}
              <button type="button" aria-label={`Remove the skill ${skill}`} onClick={() => drop(skill)}>
                <X size={12} />
              </button>
            </span>
          ))}
          <input
            {...control}
            ref={input}
            type="text"
            list={offered}
            autoComplete="off"
            autoCapitalize="none"
            placeholder={skills.length === 0 ? "returns, english, …" : ""}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={pressed}
            onBlur={take}
          />
          <datalist id={offered}>
            {known.map((skill) => (
              <option key={skill} value={skill} />
            ))}
          </datalist>
        </div>
      )}
    </Field>
  );
}
