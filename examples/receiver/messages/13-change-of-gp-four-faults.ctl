<?xml version="1.0" encoding="UTF-8"?>
<DTSControl>
  <Version>1.0</Version>
  <AddressType>DTS</AddressType>
  <MessageType>Data</MessageType>
  <From_DTS>X99OT001</From_DTS>
  <To_DTS>X99OT002</To_DTS>
  <LocalId>LARKSPUR-13</LocalId>
  <DTSId>20260701120013000000_0000013</DTSId>
  <WorkflowId>CHANGEOFGP_1</WorkflowId>
  <StatusRecord>
    <DateTime>20260701120013</DateTime>
    <Event>TRANSFER</Event>
    <Status>SUCCESS</Status>
    <StatusCode>00</StatusCode>
    <Description>Transferred to recipient mailbox</Description>
  </StatusRecord>
</DTSControl>
