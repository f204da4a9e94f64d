import type { ReactNode } from "react";
import { call } from "../../api/client";
import { useAccount } from "../../shared/account";
import { Button } from "../../shared/components/Button";
import { ConfirmDialog } from "../../shared/components/Dialog";
import { useAction, useLoad } from "../../shared/load";
import { m } from "../../shared/messages";
import { type Proving, ProofForm, challengeFor, useProof } from "../proof";

type Take = Proving["take"];

/** What is enrolled, in full. */
export function useFactors() {
  const { reload: reloadAccount } = useAccount();
  const factors = useLoad("factors", () => call("GET /api/v1/mfa"));
  const changed = () => {
    factors.reload();
    reloadAccount();
  };
  return { ...factors, changed };
}

interface Props {
  /** What is changed, as the server names it. */
  object: string;
  title: string;
  act: string;
  children: ReactNode;
  onAct: (take: Take) => Promise<void>;
  onClose: () => void;
}

/** Asks before something is changed, and for a proof. */
export function AskProof({ object, title, act, children, onAct, onClose }: Props) {
  const proof = useProof(challengeFor(object));
  const doing = useAction(() => onAct(proof.take));
  return (
    <ConfirmDialog
      title={title}
      act={act}
      busy={doing.busy}
      error={doing.error}
      onAct={() => proof.check() && void doing.run()}
      onClose={onClose}
    >
      {children}
      {proof.fields}
    </ConfirmDialog>
  );
}

/** The proof that stands before something new is enrolled. */
export function FirstProve({ object, onAct, onClose }: Pick<Props, "object" | "onAct" | "onClose">) {
  const doing = useAction(onAct);
  return (
    <ProofForm
      doing={doing}
      open={challengeFor(object)}
      act={m.security.go}
      beside={<Button onClick={onClose}>{m.cancel}</Button>}
    />
  );
}
