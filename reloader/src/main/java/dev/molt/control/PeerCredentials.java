package dev.molt.control;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import jdk.net.ExtendedSocketOptions;

/** Whether the process at the other end of a Unix domain socket belongs to the same user. */
final class PeerCredentials {
  private PeerCredentials() {}

  /**
   * @param place the directory of the socket, known to be owned by this user
   * @throws WireException when the other end is another user's
   */
  static void verify(SocketChannel channel, Path place) throws IOException {
    // Where the system cannot tell, the directory alone guards.
    if (!channel.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)) return;
    var peer = channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
    var self = Files.getOwner(place, LinkOption.NOFOLLOW_LINKS);
    if (!peer.equals(self)) throw new WireException("the other end belongs to " + peer);
  }
}
