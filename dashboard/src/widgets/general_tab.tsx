import { useId } from "react";
import { Field, TextArea, TextInput } from "../parts/field";
import { Select } from "../parts/select";
import { Switch } from "../parts/switch";
import { useAgents, useDepartments } from "../team/queries";
import { percent } from "../text/numbers";
import { Choices, ManyChoices } from "./choices";
import { problemAt } from "./problems";
import { useWorkflowChoices } from "./queries";
import { Slider } from "./slider";
import type { TabProps } from "./tab_props";
import styles from "./widget_page.module.css";
import { careOf, HANDLERS, ROUTINGS } from "./words";

/** Which widget it is, and who answers. */
export function GeneralTab({ draft, change, problems }: TabProps) {
  return (
    <>
      <Field label="Name" error={problems.name} hint="Visitors read it at the top of the chat.">
        {(control) => (
          <TextInput {...control} value={draft.name} onChange={(event) => change({ name: event.target.value })} />
        )}
      </Field>
      <Switch
        label="Switched on"
        hint="Switched off, nothing can be begun here. What has begun goes on."
        isOn={draft.active}
        onChange={(active) => change({ active })}
      />
      <Choices
        look="cards"
        label="Who answers first"
        choices={HANDLERS}
        value={draft.handler_type}
        onChange={(handler_type) => change({ handler_type })}
        error={problems.handler_type}
      />
      {draft.handler_type === "workflow" && <WorkflowField draft={draft} change={change} problems={problems} />}
      {draft.handler_type === "ai_bot" && <BotFields draft={draft} change={change} problems={problems} />}
      <People draft={draft} change={change} problems={problems} />
    </>
  );
}

function WorkflowField({ draft, change, problems }: TabProps) {
  const { data: workflows = [], isPending } = useWorkflowChoices();
  const options = workflows.map(({ id, name, active }) => ({ value: id, label: active ? name : `${name} (off)` }));
  return (
    <Field
      label="Workflow"
      error={problems.handler_id}
      hint={
        options.length === 0 && !isPending
          ? "There is no workflow yet."
          : "Once it has come to its end, it calls a person, the bot, or nobody."
      }
    >
      {(control) => (
        <Select
          {...control}
          value={draft.handler_id}
          onChange={(handler_id) => change({ handler_id })}
          options={options}
          isDisabled={options.length === 0}
          placeholder="Choose a workflow…"
        />
      )}
    </Field>
  );
}

function BotFields({ draft, change, problems }: TabProps) {
  const { word, about } = careOf(draft.confidence_threshold);
  return (
    <>
      <Field label="Bot’s name" error={problems.bot_name}>
        {(control) => (
          <TextInput
            {...control}
            value={draft.bot_name}
            onChange={(event) => change({ bot_name: event.target.value })}
          />
        )}
      </Field>
      <Field label="Greeting" isOptional error={problems.greeting} hint="The bot’s first words in a conversation.">
        {(control) => (
          <TextArea
            {...control}
            rows={2}
            value={draft.greeting}
            onChange={(event) => change({ greeting: event.target.value })}
          />
        )}
      </Field>
      <Slider
        label="How sure the bot must be"
        min={0}
        max={1}
        step={0.05}
        value={draft.confidence_threshold}
        onChange={(threshold) => change({ confidence_threshold: Math.round(threshold * 100) / 100 })}
        words={`${percent(draft.confidence_threshold)} · ${word}`}
        hint={`${about} Below it, a person is called.`}
        error={problems.confidence_threshold}
      />
    </>
  );
}

/** Who among the people, once people are needed. */
function People({ draft, change, problems }: TabProps) {
  const id = useId();
  const departments = useDepartments().data ?? [];
  const agents = useAgents().data ?? [];
  const isEverybody = draft.department_ids.length + draft.agent_ids.length === 0;
  return (
    <section className={styles.part} aria-labelledby={id}>
      <h2 id={id}>When people are needed</h2>
      <Choices
        look="cards"
        label="Routing"
        choices={ROUTINGS}
        value={draft.routing}
        onChange={(routing) => change({ routing })}
        error={problems.routing}
      />
      <ManyChoices
        label="Departments"
        choices={departments.map(({ id: value, name }) => ({ value, label: name }))}
        values={draft.department_ids}
        onChange={(department_ids) => change({ department_ids })}
        none="There is no department yet."
        error={problemAt(problems, "department_ids")}
      />
      <ManyChoices
        label="Agents"
        choices={agents.map(({ id: value, name }) => ({ value, label: name }))}
        values={draft.agent_ids}
        onChange={(agent_ids) => change({ agent_ids })}
        none="There is nobody yet."
        error={problemAt(problems, "agent_ids")}
      />
      <p className={styles.hint}>
        {isEverybody
          ? "While none is chosen, everybody answers here."
          : "Whoever is chosen, or belongs to a chosen department, answers here."}
      </p>
    </section>
  );
}
