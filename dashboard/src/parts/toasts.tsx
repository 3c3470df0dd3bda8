import { X } from "lucide-react";
import { Toast } from "radix-ui";
import { createContext, type ReactNode, useCallback, useContext, useState } from "react";
import styles from "./toasts.module.css";

const SHOWN_FOR_MS = 6_000;

type Say = (sentence: string) => void;

const ToastContext = createContext<Say>(() => {});

/** Says one sentence in the corner, about something that just happened. */
export function useToast(): Say {
  return useContext(ToastContext);
}

export function Toasts({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<{ id: number; sentence: string }[]>([]);
  const say = useCallback<Say>((sentence) => {
    setToasts((shown) => [...shown.filter((toast) => toast.sentence !== sentence), { id: Date.now(), sentence }]);
  }, []);
  const forget = (id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id));
  return (
    <ToastContext value={say}>
      <Toast.Provider duration={SHOWN_FOR_MS} swipeDirection="up">
        {children}
        {toasts.map(({ id, sentence }) => (
          <Toast.Root key={id} className={styles.toast} onOpenChange={(open) => open || forget(id)}>
            <Toast.Description>{sentence}</Toast.Description>
            <Toast.Close className={styles.close} aria-label="Dismiss">
              <X size={15} />
            </Toast.Close>
          </Toast.Root>
        ))}
        <Toast.Viewport className={styles.viewport} />
      </Toast.Provider>
    </ToastContext>
  );
}
