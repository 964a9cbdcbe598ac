package dev.gradc.samples.gradbench;

import com.google.gson.JsonElement;

/** A function of an eval, with its input in place: what is timed, and what it gives. */
interface Run {

  /** Computes anew from the input. */
  void run();

  /** What the last run gave. */
  JsonElement output();
}
