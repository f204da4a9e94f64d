import { ApiError } from "../api/client";

/**
 * One intention of a person, and the idempotency key under which it is carried out. While nobody knows what became of a request,
 * sending the same again uses the same key; a definite answer, or another content, ends the attempt.
 */
export class Attempt {
  private key: string | null = null;
  private content = "";

  /** Sends `content` under its key. */
  async send<T>(content: unknown, request: (key: string) => Promise<T>): Promise<T> {
    const text = JSON.stringify(content);
    if (this.key === null || this.content !== text) {
      this.key = randomKey();
      this.content = text;
    }
    try {
      const answer = await request(this.key);
      this.key = null;
      return answer;
    } catch (error) {
      if (!(error instanceof ApiError && error.isUnknown)) this.key = null;
      throw error;
    }
  }
}

/** 128 bits in hex. `crypto.randomUUID` is not there on plain HTTP. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
