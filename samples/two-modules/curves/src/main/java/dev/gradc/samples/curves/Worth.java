package dev.gradc.samples.curves;

/**
 * The worth of a payment.
 *
 * @param value itself
 * @param change against today's
 */
public record Worth(double value, double change) {}
