/** Checks of derivatives as assertions of JUnit 5. */
module dev.gradc.junit {
  exports dev.gradc.junit;

  requires transitive dev.gradc.runtime;
  requires org.opentest4j;
}
