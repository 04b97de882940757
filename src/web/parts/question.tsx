/** A dialog for one short question. Escape leaves it; nothing longer stands in one. */
import type { ReactNode } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { PushButton } from "./push-button.tsx";

export type QuestionProps = {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly actions: readonly { readonly word: string; readonly main?: boolean; readonly act: () => void }[];
  readonly children: ReactNode;
};

export function Question({ title, isOpen, onClose, actions, children }: QuestionProps) {
  return (
    <ModalOverlay
      isDismissable
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      className="question-ground"
    >
      <Modal className="question">
        <Dialog>
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          {children}
          <div className="actions">
            {actions.map(({ word, main = false, act }) => (
              <PushButton key={word} main={main} onPress={act}>
                {word}
              </PushButton>
            ))}
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
