/** Tests of the weaver: woven code is run, and its flow graphs are searched. */
@NullUnmarked
package dev.molt.weave;

import org.jspecify.annotations.NullUnmarked;
