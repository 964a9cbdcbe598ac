/** Bonds, valued by the curves of another jar. */
package dev.gradc.samples.portfolio;
