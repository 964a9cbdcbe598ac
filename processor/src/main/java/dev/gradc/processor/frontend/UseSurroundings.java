package dev.gradc.processor.frontend;

/** What the readers of all bodies share. */
record UseSurroundings(
    Definitions definitions, Holders holders, ArrayHoldings holdings, InPlaceWrites writes) {

  static UseSurroundings of(Definitions definitions) {
    Holders holders = new Holders();
    ArrayHoldings holdings = new ArrayHoldings(definitions, holders);
    return new UseSurroundings(
        definitions, holders, holdings, new InPlaceWrites(definitions, holders, holdings));
  }
}
