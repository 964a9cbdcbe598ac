package dev.gradc.samples.gradbench;

import com.google.gson.JsonElement;

/** The input of {@code lstm}; its components are what {@link Characters#loss} says. */
public record CharacterInput(
    double[][] main, double[][] extra, double[][] state, double[][] sequence) {

  /** Refuses sizes that do not fit with an {@link IllegalArgumentException}. */
  public CharacterInput {
    int b = extra[0].length;
    Json.require(extra.length == 3, "extra_params has not three rows");
    Json.require(main.length % 2 == 0 && main[0].length == 4 * b, "main_params is not 2L x 4b");
    Json.require(state.length == main.length && state[0].length == b, "state is not 2L x b");
    Json.require(sequence.length > 1 && sequence[0].length == b, "sequence is not c x b");
  }

  /**
   * Reads it.
   *
   * @param input as the suite sends it
   * @throws IllegalArgumentException if it is not such an input
   */
  public static CharacterInput of(JsonElement input) {
    return new CharacterInput(
        Json.matrix(Json.member(input, "main_params")),
        Json.matrix(Json.member(input, "extra_params")),
        Json.matrix(Json.member(input, "state")),
        Json.matrix(Json.member(input, "sequence")));
  }
}
