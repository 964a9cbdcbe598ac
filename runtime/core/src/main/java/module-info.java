/** What code compiled by gradc needs at run time: annotations, tapes and their exceptions. */
module dev.gradc.runtime {
  exports dev.gradc;
}
