import { Component, type ReactNode } from "react";
import { useLocation } from "wouter";
import { Button } from "../parts/button";
import { DoorDrawing } from "../parts/drawings";
import { EmptyState } from "../parts/empty_state";

/** A page's code comes when it is opened. Where it does not come, the rest of the desk goes on. */
export function PageBoundary({ children }: { children: ReactNode }) {
  const [place] = useLocation();
  return <Boundary place={place}>{children}</Boundary>;
}

interface Props {
  place: string;
  children: ReactNode;
}

class Boundary extends Component<Props, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override componentDidUpdate({ place }: Props) {
    if (this.state.isBroken && place !== this.props.place) this.setState({ isBroken: false });
  }

  override render() {
    if (!this.state.isBroken) return this.props.children;
    // The browser remembers that the code did not come; only a fresh page asks for it again.
    const again = <Button onClick={() => location.reload()}>Try again</Button>;
    return (
      <EmptyState drawing={<DoorDrawing />} title="This page could not be opened" action={again}>
        Your conversations and what you have begun to write are safe.
      </EmptyState>
    );
  }
}
