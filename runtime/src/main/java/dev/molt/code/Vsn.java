package dev.molt.code;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a module calls its version. A module without it is known by the hash of its code.
 *
 * <p>OTP: {@code -vsn}
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Vsn {
  String value();
}
