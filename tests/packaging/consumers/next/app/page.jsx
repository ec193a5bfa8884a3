"use client";

import { useEffect, useState } from "react";
import { deriveStarkKeyPair, init } from "stark-credentials";

export default function Page() {
  const [key, setKey] = useState("");
  useEffect(() => {
    init().then(() => setKey(deriveStarkKeyPair(location.hash.slice(1)).publicKey));
  }, []);
  return <main>{key}</main>;
}
