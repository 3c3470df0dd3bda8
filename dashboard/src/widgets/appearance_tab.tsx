import { CircleQuestionMark, Hand, Headset, MessageCircle } from "lucide-react";
import { Field, TextInput } from "../parts/field";
import { Switch } from "../parts/switch";
import { Choices } from "./choices";
import { ColourField } from "./colour_field";
import { colourWords, contrastOf, ratioWords } from "./contrast";
import type { Draft } from "./draft";
import { Slider } from "./slider";
import type { TabProps } from "./tab_props";
import styles from "./widget_page.module.css";
import { ICONS, POSITIONS, THEMES } from "./words";

const DRAWINGS = { chat: MessageCircle, question: CircleQuestionMark, wave: Hand, headset: Headset };

export function AppearanceTab({ draft, change, problems }: TabProps) {
  const icons = ICONS.map((icon) => {
    const Drawing = DRAWINGS[icon.value];
    return { ...icon, mark: <Drawing size={16} aria-hidden="true" /> };
  });
  return (
    <>
      <div className={styles.colours}>
        <ColourField
          label="Main colour"
          value={draft.primary_colour}
          onChange={(primary_colour) => change({ primary_colour })}
          error={problems.primary_colour}
        />
        <ColourField
          label="Text on it"
          value={draft.text_colour}
          onChange={(text_colour) => change({ text_colour })}
          error={problems.text_colour}
        />
        <ContrastNote draft={draft} />
      </div>
      <Choices
        label="Theme"
        choices={THEMES}
        value={draft.theme}
        onChange={(theme) => change({ theme })}
        error={problems.theme}
      />
      <Choices
        look="corners"
        label="Position on the page"
        choices={POSITIONS}
        value={draft.position}
        onChange={(position) => change({ position })}
        error={problems.position}
      />
      <Choices
        label="Launcher’s icon"
        choices={icons}
        value={draft.launcher_icon}
        onChange={(launcher_icon) => change({ launcher_icon })}
        error={problems.launcher_icon}
      />
      <Slider
        label="Launcher’s size"
        min={44}
        max={80}
        step={2}
        value={draft.launcher_size}
        onChange={(launcher_size) => change({ launcher_size })}
        words={`${draft.launcher_size} px`}
        error={problems.launcher_size}
      />
      <Slider
        label="Rounded corners"
        min={0}
        max={32}
        value={draft.border_radius}
        onChange={(border_radius) => change({ border_radius })}
        words={draft.border_radius === 0 ? "none" : `${draft.border_radius} px`}
        error={problems.border_radius}
      />
      <Field
        label="Logo"
        isOptional
        error={problems.logo_url}
        hint="The address of a square picture. Without one, the first letters of the name stand there."
      >
        {(control) => (
          <TextInput
            {...control}
            type="url"
            placeholder="https://shop.example/logo.png"
            value={draft.logo_url}
            onChange={(event) => change({ logo_url: event.target.value })}
          />
        )}
      </Field>
      <Switch
        label="“Powered by Frontdesk”"
        hint="A small line below the chat."
        isOn={draft.branding}
        onChange={(branding) => change({ branding })}
      />
    </>
  );
}

/** Whether the chosen text can be read on the chosen colour, and what the widget does where it cannot. */
function ContrastNote({ draft }: { draft: Draft }) {
  const found = contrastOf(draft.primary_colour, draft.text_colour);
  if (!found) return null;
  return (
    <div className={styles.contrast} role="status">
      <span
        className={styles.sample}
        style={{ background: draft.primary_colour, color: found.text }}
        aria-hidden="true"
      >
        Aa
      </span>
      <p>
        {found.isAdjusted
          ? `Contrast ${ratioWords(found.ratio)}: too little to be read by everybody (4.5 : 1). The widget writes in ${colourWords(found.text)} instead.`
          : `Contrast ${ratioWords(found.ratio)}: easy to read.`}
      </p>
    </div>
  );
}
