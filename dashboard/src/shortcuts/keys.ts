/**
 * A binding is one key as the keyboard writes it: "j", "/", "?", or "Shift+A". Whatever goes with Ctrl, Alt or ⌘ is the
 * browser's and stays its own; so do the keys that move, choose and scroll.
 */
type Pressed = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

const LETTER = /^\p{Letter}$/u;

/** Null for a key that cannot be a shortcut. */
export function bindingOf({ key, ctrlKey, metaKey, altKey, shiftKey }: Pressed): string | null {
  if (ctrlKey || metaKey || altKey || [...key].length !== 1 || key.trim() === "") return null;
  // A letter goes by Shift alone, so that caps lock changes nothing; of other signs, Shift is part of writing them.
  if (!LETTER.test(key)) return key;
  return shiftKey ? `Shift+${key.toUpperCase()}` : key.toLowerCase();
}

export function isBinding(text: string): boolean {
  const isShifted = text.startsWith("Shift+");
  const key = isShifted ? text.slice("Shift+".length) : text;
  return bindingOf({ key, shiftKey: isShifted, ctrlKey: false, metaKey: false, altKey: false }) === text;
}

/** How it is shown, cap by cap. */
export function capsOf(binding: string): string[] {
  if (binding.startsWith("Shift+")) return ["Shift", binding.slice("Shift+".length)];
  return [binding.toUpperCase()];
}

export function isApple(platform = navigator.platform): boolean {
  return /^(mac|iphone|ipad)/i.test(platform);
}

/** ⌘K on Apple's keyboards, where Ctrl+K deletes to the end of the line; Ctrl+K on all others. */
export function isPaletteKey({ key, ctrlKey, metaKey, altKey, shiftKey }: Pressed, apple = isApple()): boolean {
  return key.toLowerCase() === "k" && !altKey && !shiftKey && (apple ? metaKey && !ctrlKey : ctrlKey && !metaKey);
}

export function paletteCaps(apple = isApple()): string[] {
  return apple ? ["⌘", "K"] : ["Ctrl", "K"];
}

const TAKES_KEYS = [
  "input:not([type=checkbox], [type=radio], [type=button], [type=submit])",
  "textarea",
  "select",
  "[contenteditable]:not([contenteditable=false])",
  "[role=textbox]",
  "[role=searchbox]",
  "[role=combobox]",
  "[role=listbox]",
  "[role=menu]",
  "[role=slider]",
  "[role=spinbutton]",
].join();

/** Whether a key pressed there writes or chooses something, and must not do anything else. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(TAKES_KEYS) !== null;
}

/** Whether something lies over the page: the keys are for that alone. */
export function isCovered(page: ParentNode = document): boolean {
  return page.querySelector("[role=dialog], [role=alertdialog], [role=menu], [role=listbox][data-state=open]") !== null;
}
