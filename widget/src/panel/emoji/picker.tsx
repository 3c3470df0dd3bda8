import { useEffect, useRef } from "preact/hooks";
import type { Model } from "../model";

const COLUMNS = 8;
const EMOJI =
  "😀 😄 😁 😅 😂 🙂 😉 😊 😍 😘 😋 😎 🤔 😐 😏 😴 😕 😟 😢 😭 😡 😱 😳 🥳 👍 👎 👌 👏 🙌 🙏 💪 👋 ✌️ 🤝 👀 💡 ❤️ 💔 🔥 ✨ ⭐ 🎉 🎁 ☕ ✅ ❌ ❓ ❗ 📦 🚚 💳 🧾 📷 📎 📅 ⏰ 📍 📞 ✉️ 🔑 🛒 🐛 🌧️ 🌞".split(
    " ",
  );
const STEPS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: COLUMNS, ArrowUp: -COLUMNS };

interface EmojiPickerProps {
  model: Model;
  onPick(emoji: string): void;
  onClose(): void;
}

/** One stop of the Tab key; the arrows go from picture to picture. */
export function EmojiPicker({ model, onPick, onClose }: EmojiPickerProps) {
  const grid = useRef<HTMLDivElement>(null);
  const focus = (at: number) => grid.current?.querySelectorAll("button")[at]?.focus();
  useEffect(() => focus(0), []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      return onClose();
    }
    const buttons = [...(grid.current?.querySelectorAll("button") ?? [])];
    const at = buttons.indexOf(event.target as HTMLButtonElement);
    const ends: Record<string, number> = { Home: 0, End: buttons.length - 1 };
    const sideways = model.texts.dir === "rtl" && /Left|Right/.test(event.key) ? -1 : 1;
    const to = ends[event.key] ?? at + (STEPS[event.key] ?? 0) * sideways;
    if (to === at || !buttons[to]) return;
    event.preventDefault();
    focus(to);
  };
  const onFocusOut = ({ relatedTarget }: FocusEvent) => {
    if (relatedTarget && !grid.current?.contains(relatedTarget as Node)) onClose();
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid in all browsers
    <div
      ref={grid}
      class="emoji"
      role="group"
      aria-label={model.texts.emoji}
      onKeyDown={onKeyDown}
      onFocusOut={onFocusOut}
    >
      {EMOJI.map((emoji, at) => (
        <button key={emoji} type="button" tabIndex={at === 0 ? 0 : -1} onClick={() => onPick(emoji)}>
          {emoji}
        </button>
      ))}
    </div>
  );
}
