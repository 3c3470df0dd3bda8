import { texts as english } from "@frontdesk/widget/texts/en";
import { texts as indonesian } from "@frontdesk/widget/texts/id";
import { Field, TextArea, TextInput } from "../parts/field";
import { Choices } from "./choices";
import type { TabProps } from "./tab_props";
import { LOCALES } from "./words";

const USUAL = { en: english, id: indonesian };

/** What the company says in its widget. What is empty is said in the widget's own words. */
export function TextsTab({ draft, change, problems }: TabProps) {
  const usual = USUAL[draft.locale];
  return (
    <>
      <Choices
        label="Language"
        choices={LOCALES}
        value={draft.locale}
        onChange={(locale) => change({ locale })}
        hint="Of everything that the widget says itself. A site can choose another one for a page."
        error={problems.locale}
      />
      <Field label="Welcome title" isOptional error={problems.welcome_title}>
        {(control) => (
          <TextInput
            {...control}
            placeholder={usual.welcomeTitle}
            value={draft.welcome_title}
            onChange={(event) => change({ welcome_title: event.target.value })}
          />
        )}
      </Field>
      <Field label="Welcome message" isOptional error={problems.welcome_message}>
        {(control) => (
          <TextArea
            {...control}
            rows={2}
            placeholder={usual.welcomeMessage}
            value={draft.welcome_message}
            onChange={(event) => change({ welcome_message: event.target.value })}
          />
        )}
      </Field>
      <Field label="Placeholder" isOptional error={problems.placeholder} hint="In the empty field for a message.">
        {(control) => (
          <TextInput
            {...control}
            placeholder={usual.placeholder}
            value={draft.placeholder}
            onChange={(event) => change({ placeholder: event.target.value })}
          />
        )}
      </Field>
      <Field
        label="Offline message"
        isOptional
        error={problems.offline_message}
        hint="Outside business hours, above the form that becomes a ticket."
      >
        {(control) => (
          <TextArea
            {...control}
            rows={2}
            placeholder={usual.offlineMessage}
            value={draft.offline_message}
            onChange={(event) => change({ offline_message: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}
