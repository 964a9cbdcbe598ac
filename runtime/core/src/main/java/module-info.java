/**
 * What code compiled by gradc needs at run time: annotations, tapes and their exceptions; and
 * checks of derivatives, for tests.
 */
module dev.gradc.runtime {
  exports dev.gradc;
  exports dev.gradc.check;
}
