import type { Widget } from "@frontdesk/widget/client";
import { Moon, Smartphone, Sun } from "lucide-react";
import { Toggle, ToggleGroup } from "radix-ui";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useWork } from "../../app/work";
import { Notice } from "../../parts/notice";
import { Tooltip } from "../../parts/tooltip";
import { isDark as isDashboardDark } from "../../theme/theme";
import type { Draft } from "../draft";
import styles from "./preview.module.css";
import { PreviewFrame } from "./preview_frame";
import { PreviewServer } from "./preview_server";
import { configOf, isPanelOpen, SCENE_WORDS, type Scene, scenesOf } from "./scenes";

const EMPTY_PAGE = '<!doctype html><html lang="en"><head><title>Preview</title></head><body></body></html>';
/** Wide enough for the widget's own look at a desk; it is drawn smaller where there is less room. */
const DESK = { width: 500, height: 740 };
const PHONE = { width: 375, height: 740 };
/** Of typing: the widget follows when a word is written, not each letter. */
const SETTLE_MS = 150;

interface Props {
  widget: Widget;
  draft: Draft;
  scene: Scene;
  onScene: (scene: Scene) => void;
}

/** The real widget with what is in the form, saved or not. */
export function Preview({ widget, draft, scene: wished, onScene }: Props) {
  const scenes = scenesOf(draft);
  const scene = scenes.includes(wished) ? wished : "start";
  const [isDark, setDark] = useState(isDashboardDark);
  const [isPhone, setPhone] = useState(false);
  return (
    <section className={styles.preview} aria-label="Preview">
      <div className={styles.bar}>
        <ToggleGroup.Root
          type="single"
          className={styles.scenes}
          aria-label="What the preview shows"
          value={scene}
          onValueChange={(chosen) => chosen && onScene(chosen as Scene)}
        >
          {scenes.map((each) => (
            <ToggleGroup.Item key={each} value={each} className={styles.scene}>
              {SCENE_WORDS[each]}
            </ToggleGroup.Item>
          ))}
        </ToggleGroup.Root>
        <Tooltip says="On a phone">
          <Toggle.Root className={styles.toggle} pressed={isPhone} onPressedChange={setPhone} aria-label="On a phone">
            <Smartphone size={15} />
          </Toggle.Root>
        </Tooltip>
        <Tooltip says="On a dark page">
          <Toggle.Root className={styles.toggle} pressed={isDark} onPressedChange={setDark} aria-label="On a dark page">
            {isDark ? <Moon size={15} /> : <Sun size={15} />}
          </Toggle.Root>
        </Tooltip>
      </div>
      <Stage widget={widget} draft={draft} scene={scene} isDark={isDark} size={isPhone ? PHONE : DESK} />
    </section>
  );
}

interface StageProps extends Omit<Props, "onScene"> {
  isDark: boolean;
  size: typeof DESK;
}

function Stage({ widget, draft, scene, isDark, size }: StageProps) {
  const { limits } = useWork().me;
  const [page, setPage] = useState<PreviewFrame | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const stage = useRef<HTMLDivElement>(null);
  const scale = useScale(stage, size);
  const config = JSON.stringify(configOf({ widget, draft, scene, isDark, limits }));

  useEffect(() => {
    if (!page) return;
    const show = () => page.show(new PreviewServer(JSON.parse(config), scene), { isOpen: isPanelOpen(scene), isDark });
    const timer = setTimeout(show, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [page, config, scene, isDark]);

  if (hasFailed)
    return <Notice tone="alert">The preview could not be loaded. Everything else works without it.</Notice>;
  return (
    <div className={styles.stage} ref={stage}>
      <div className={styles.screen} style={{ width: size.width * scale, height: size.height * scale }}>
        <iframe
          title="Preview of the widget"
          srcDoc={EMPTY_PAGE}
          className={styles.frame}
          style={{ ...size, transform: `scale(${scale})` }}
          onLoad={({ currentTarget }) => setPage(new PreviewFrame(currentTarget, () => setFailed(true)))}
        />
      </div>
    </div>
  );
}

/** So that it fits in, and is never drawn larger than it is. */
function useScale(stage: { current: HTMLDivElement | null }, { width, height }: typeof DESK): number {
  const [scale, setScale] = useState(1);
  useLayoutEffect(() => {
    const element = stage.current;
    if (!element) return;
    const fit = () => setScale(Math.min(1, element.clientWidth / width, element.clientHeight / height));
    const observer = new ResizeObserver(fit);
    observer.observe(element);
    return () => observer.disconnect();
  }, [stage, width, height]);
  return scale;
}
