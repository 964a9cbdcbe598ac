/**
 * From javac's trees to {@code source}: reads signatures from the user's javac, and bodies from a
 * nested, throw-away one that may attribute them.
 *
 * <p>The only package that imports {@code com.sun.source}. What it cannot lower it refuses at the
 * exact tree; nothing unsupported leaves it.
 */
package dev.gradc.processor.frontend;
