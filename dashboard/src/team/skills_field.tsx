import { WordsField } from "../parts/words_field";
import { useAgents } from "./queries";
import { withSkills } from "./skills";
import { skillsOf } from "./team_order";

interface Props {
  skills: readonly string[];
  onChange: (skills: string[]) => void;
  problem: string | undefined;
}

/** The ones that colleagues have are offered. */
export function SkillsField({ skills, onChange, problem }: Props) {
  return (
    <WordsField
      label="Skills"
      noun="skill"
      words={skills}
      known={skillsOf(useAgents().data ?? [])}
      placeholder="returns, english, …"
      hint="A conversation that needs a skill is only routed to those who have it."
      problem={problem}
      withTyped={withSkills}
      onChange={onChange}
    />
  );
}
