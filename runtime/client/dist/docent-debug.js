"use strict";(()=>{function G(e=document){let t=e.activeElement;return t?.shadowRoot?.activeElement?G(t.shadowRoot):t??document.body}function he(e){return e===G()&&e.matches(":read-write,select")}function Z(){return he(G())}function J(e,t){return!!e&&!!t&&(e.contains(t)||J(e,t.getRootNode().host))}function Ne(e){return!(e.isComposing||e.ctrlKey||e.altKey||e.metaKey)}function be(e){return[...e.querySelectorAll("*")].flatMap(t=>t.shadowRoot?[t,...be(t.shadowRoot)]:t)}function ye(e){return(e.tabIndex>=0||e.matches("[contenteditable]:read-write"))&&!e.matches(":disabled,[inert] *,a:not([href])")&&ne(e)}function ne(e){return e.checkVisibility({checkVisibilityCSS:!0})}function Y(e){return e.focus?.({preventScroll:!0}),e===G()}function nt(){let e=new WeakMap,t=new Map,n=new WeakMap;return{touched(o){t.delete(o.form)},sent:(o,r)=>{e.set(o,r)},submitted:(o,r)=>{t.set(o,r)},judge(o){let r=i=>{let s=t.get(i.form);return!!s&&s.c>0&&s.c<=o};return{answered:r,keeps(i){let s=e.get(i);return!!s&&(!s.c||s.c>o)||he(i)&&!r(i)},isNews(i,s){let l=n.get(i)??s;return n.set(i,s),l!==s}}},settle(o){for(let[r,i]of t)i.c&&i.c<=o&&t.delete(r)},reset(){e=new WeakMap,t.clear()}}}function Ke(e,t){let[n,o,r,i,s,l]=ue(JSON.parse(e));switch(n){case"w":return t.welcome(W(o),oe(r),oe(i),oe(Be(s).frame),Be(s).timers!==!1);case"f":return t.frame(ot(!1,o,r,ue(i).map(Xt),s,l));case"s":return t.frame(ot(!0,o,r,[W(i)],l,s));case"+":return t.part(oe(o),r===!0,W(i));case"x":return t.refused(oe(o),W(r),W(i));case"p":return t.heartbeat();case"d":return t.draining(oe(o));default:fe(!1,n)}}function ot(e,t,n,o,r,i){return{isSnapshot:e,s:oe(t),c:oe(n),patches:o,ops:Oe(r),run:Qt(i)}}function Oe(e){return ue(e).map(t=>{let[n,o]=ue(t),r=Be(o);return{name:W(n),options:r,shown:n==="step"?Yt(r):void 0}})}function Yt({tour:e,name:t,class:n,event:o,...r}){return{highlight:W(n),event:W(o),narration:fe(je(r),r)}}function je(e){let{text:t,target:n,step:o,total:r}=Object(e);return typeof t=="string"&&typeof n=="string"&&Number.isSafeInteger(o)&&Number.isSafeInteger(r)}function Xt(e){let[t,n]=ue(e);return W(t==="html"&&n)}function Qt(e){if(e===0)return;let[t,n,o]=ue(e);return{at:[oe(t),oe(n)],ops:Oe(o)}}function ue(e){return fe(Array.isArray(e),e)}function Be(e){return fe(Object(e)===e&&!Array.isArray(e),e)}function W(e){return fe(typeof e=="string",e)}function oe(e){return fe(Number.isSafeInteger(e),e)}function fe(e,t){if(!e)throw Error("shape");return t}function rt(e){let t=e.trim();if(t.startsWith("["))return{chain:Oe(JSON.parse(t))};let[,n,o]=/^([^\s()]+)\s*(?:\(([^]*)\))?$/.exec(t)??[];if(!n)throw Error("shape");return{name:n,params:o?.trim()?JSON.parse(`[${Zt(o)}]`):void 0}}function Zt(e){return e.replace(/"(?:[^"\\]|\\.)*"|'((?:[^'\\]|\\.)*)'/g,(t,n)=>n===void 0?t:JSON.stringify(n.replace(/\\(.)/g,"$1")))}var{closest:en,getRootNode:tn,querySelectorAll:nn}=Element.prototype;function me(e){let t=[document],n=[];for(let o of e.split(/\s>>>\s/))n=t.flatMap(r=>[...r.querySelectorAll(o)]),t=n.flatMap(({shadowRoot:r})=>r??[]);return n}function it(e,t){return[...nn.call(e,t)]}function Le(e){return se(e,"[dj-component]")?.getAttribute("dj-component")}function se(e,t){return e&&(en.call(e,t)??se(st(e),t))}function ae(e){return e.assignedSlot??e.parentElement??st(e)}function ze(e){return tn.call(e)}function st(e){return ze(e).host}function Ge(){return{__proto__:null}}function at(e){let t=Ge();for(let{name:n,value:o}of e.attributes)n.startsWith("dj-value-")&&(t[n.slice(9).replaceAll("-","_")]=o);return t}function Me(e){let t=Ge(),{name:n,value:o,type:r,checked:i,selectedOptions:s}=e;return n&&(t.name=n),e.matches("[type=checkbox],[type=radio]")&&(t.checked=i),r==="select-multiple"?t.value=[...s].map(l=>l.value):typeof o=="string"&&(t.value=o),t}function lt(e,t){let n=Ge(),o=new FormData(e,t);for(let r of o.keys()){let i=o.getAll(r).map(s=>typeof s=="string"?s:s.name);n[r]=i.length>1?i:i[0]}return n}function ct(e,t){let n=new Set,o=new WeakMap;function r(d,a,p=!1){let v=f=>{let w=f.composedPath()[0];w instanceof Element&&a(f,w,`dj-${d}`)};document.addEventListener(d,v,p)}r("click",(d,a,p)=>{let v=a.closest(`[${p}]`);!v||v.matches(":disabled")||(a.closest("a[href='#']")&&d.preventDefault(),A(),e.tour.gesture(v),g(p,v,a,()=>({})))}),r("submit",(d,a,p)=>{if(!(a instanceof HTMLFormElement)||!a.hasAttribute(p))return;d.preventDefault(),A(),e.tour.gesture(d.submitter??a);let v=lt(a,d.submitter);g(p,a,a,()=>v,f=>e.formState.submitted(a,f))}),r("input",i),r("change",i),r("keydown",s),r("keyup",s),r("focus",c,!0),r("blur",c,!0);function i({type:d},a,p){e.formState.touched(a);let v=a.closest(`[${p}]`);v&&(d==="change"&&A(),g(p,v,a,()=>Me(a),f=>e.formState.sent(a,f)))}function s(d,a,p){if(d.isComposing||!d.key)return;let v=d.key.toLowerCase().replace(/^arrow/,"").replace(" ","space"),f=getComputedStyle(a).direction==="rtl"&&{left:"right",right:"left"}[v],w=`${p}.${f||v}`,$=`[${CSS.escape(w)}],[${p}]`,S=a.closest($)??l($,d);S&&(d.key==="Enter"&&A(),Z()||e.tour.gesture(a),g(S.hasAttribute(w)?w:p,S,a,()=>({...Me(a),key:d.key})))}function l(d,a){return a.defaultPrevented||a.repeat||!Ne(a)||Z()?void 0:[...(document.querySelector("dialog:modal")??document).querySelectorAll(d)].find(v=>!v.firstElementChild&&!(v.tabIndex>=0))}function c({type:d},a,p){d==="blur"&&A(a),a.hasAttribute(p)&&g(p,a,a,()=>Me(a))}function g(d,a,p,v,f){let w=rn(a,d);if(!w)return;if(w.chain){e.run(w.chain,a);return}let{name:$,params:S}=w,L=Le(a),B=()=>{let P=t($,S??{...v(),...at(a)},L);f?.(P)},b=P=>p.getAttribute(P)??a.getAttribute(P),R=!/^dj-(?:submit|focus|blur)$/.test(d),h=Number(b("dj-throttle"))-performance.now()+o.get(a),M=h>0?h:b("dj-debounce");!R||M===null?(o.set(a,performance.now()),B()):(f||!(h>0))&&(f?.({c:0}),u(a,d,p,Number(M),B))}function u(d,a,p,v,f){for(let S of n)S.element===d&&S.attribute===a&&x(S);let w=Number.isNaN(v)?0:setTimeout(()=>k($),v),$={element:d,attribute:a,target:p,timer:w,push:f};n.add($)}function x(d){clearTimeout(d.timer),n.delete(d)}function k(d){x(d),o.set(d.element,performance.now()),d.push()}function A(d){for(let a of n)(!d||d===a.target)&&k(a)}}function rn(e,t){let n=e.getAttribute(t)??"";try{return rt(n)}catch(o){console.warn(`docent: ${t}="${n}" is wrong:`,o);return}}function pe(){let e=new Map;function t(i,s){let l=e.get(i);l||e.set(i,l=new Map);let c=l.get(s);return c||l.set(s,c={base:null,wrote:null,add:new Set,remove:new Set}),dt(i,s,c),c}function n(i){for(let[s,l]of e)for(let[c,g]of l)i(s,c,g)}function o(i,s,l){let c=t(i,"class"),g=le(c.base);for(let u of s)c.remove.delete(u),g.includes(u)||c.add.add(u);for(let u of l)c.add.delete(u),g.includes(u)&&c.remove.add(u);c.value=void 0,Je(i,"class",c)}function r(){n((i,s,l)=>{dt(i,s,l),ge(i,s,l.base)})}return{classes:o,withdraw(i,s){let l=e.get(i)?.get("class");l&&o(i,[],s.filter(c=>l.add.has(c)))},attribute(i,s,l){let c=t(i,s);c.value=l,Je(i,s,c)},around(i,s,l){let c=t(i,s);l(),c.wrote=c.value=i.getAttribute(s)},lift:r,reapply(){for(let i of e.keys())i.isConnected||e.delete(i);n((i,s,l)=>{l.base=i.getAttribute(s),Je(i,s,l)})},revert(){r(),e.clear()}}}function Je(e,t,n){ge(e,t,n.value===void 0?ut(n.base,n.add,n.remove):n.value,!1),n.wrote=e.getAttribute(t)}function dt(e,t,n){let o=e.getAttribute(t);o!==n.wrote&&(n.base=ut(o,n.remove,n.add),n.wrote=o)}function ut(e,t,n){let o=le(e),r=o.filter(s=>!n.has(s)),i=[...t].filter(s=>!o.includes(s));return i.length||r.length<o.length?[...r,...i].join(" "):e}function le(e){return e?.match(/[^\t\n\f\r ]+/g)??[]}function ge(e,t,n,o=!0){if(e.getAttribute(t)===n)return;if(n===null){e.removeAttribute(t);return}let{style:r}=e,i=t==="style"&&r;i&&(r.cssText=n),(!i||o&&e.getAttribute(t)!==n)&&e.setAttribute(t,n)}var ve=["bottom","top","right","left"];function ft(e){return ve.map((t,n)=>ve[ve.indexOf(e)^n])}function mt(e,{width:t,height:n},o,r){let{offsetLeft:i,offsetTop:s}=o,l=i+o.width,c=s+o.height,g=Q(e.left,i,l),u=Q(e.right,i,l),x=Q(e.top,s,c),k=Q(e.bottom,s,c),A={bottom:c-k-n,top:x-s-n,right:l-u-t,left:g-i-t},d=r.find(B=>A[B]>=27)??[...r].sort((B,b)=>A[b]-A[B])[0],a=(g+u)/2,p=(x+k)/2,v=d==="left"?g-19-t:d==="right"?u+19:a-t/2,f=d==="top"?x-19-n:d==="bottom"?k+19:p-n/2,w=Math.round(Q(v,i+8,l-8-t)),$=Math.round(Q(f,s+8,c-8-n)),[S,L]=d==="left"||d==="right"?[p-$,n]:[a-w,t];return{left:w,top:$,side:d??"center",arrow:Q(S,18,L-18)}}function Q(e,t,n){return Math.max(t,Math.min(e,n))}var{checkVisibility:sn,getAnimations:an,getBoundingClientRect:pt}=Element.prototype,ln=/inset\((50|100)%|rect\((0|1)px, .px, /,cn=4;function we(e,t){let n=[];for(let o=e;o;o=ae(o))n.push(...an.call(o));return n.filter(({playState:o,effect:r})=>o==="running"&&!(t&&r.getComputedTiming().endTime===1/0))}function Se(e){let t=pt.call(gt(e));if(t.width&&t.height||getComputedStyle(e).overflowX!=="visible")return t;let n=new Range;n.selectNodeContents(e.shadowRoot??e);let o=n.getBoundingClientRect();return o.width&&o.height?o:t}function gt(e){let t=e instanceof HTMLAreaElement&&e.closest("map");return t&&[...document.images].find(({useMap:n})=>n===`#${t.name}`)||e}function Ae({left:e,top:t,right:n,bottom:o}){return[[e,n],[t,o]]}function We(e){let t=document.documentElement,n=getComputedStyle(t).overflowX==="visible"?document.body:t,o=[];for(let r=e;;){let{position:i}=getComputedStyle(r),s=i==="fixed"||i==="absolute"?r.offsetParent:ae(r);r=!s||s===t?n:s;let{overflowX:l,overflowY:c,display:g}=getComputedStyle(r),u=[l,c];if(r===n){let x=i==="fixed";return o.push({element:t,spans:[[0,innerWidth],[0,innerHeight]],overflow:u.map(k=>x?"clip":k.replace("visible","auto"))}),o}l+c!=="visiblevisible"&&g!=="inline"&&o.push({element:r,spans:Ae(pt.call(r)),overflow:u})}}function qe(e){return e==="auto"||e==="scroll"}function $e(e){let t=gt(e),{display:n,clip:o,clipPath:r}=getComputedStyle(t),i=n==="contents"?ae(t):t;if(!sn.call(i,{opacityProperty:!0,visibilityProperty:!0})||ln.test(o+r))return;let s=We(e),l=[],[[c,g],[u,x]]=Ae(Se(e)).map(([d,a],p)=>{let[v,f]=[d,a];for(let{element:w,spans:$,overflow:S}of s){let[L,B]=$[p],b=S[p];if(b!=="visible"){if(qe(b)){let{direction:R,flexDirection:h}=getComputedStyle(w),M=f<=L-(p?w.scrollTop:w.scrollLeft)&&!/rtl|reverse/.test(p?h:R);[v,f]=[L,M?L:Math.min(B,L+f-v)]}else[v,f]=[Math.max(v,L),Math.min(f,B)];w!==document.documentElement&&([d,a]=[Q(d,L,B),Q(a,L,B)])}}return l.push(f-v),[d,a]}),[k,A]=l;return k>0&&A>0&&k+A>cn?new DOMRect(c,u,g-c,x-u):void 0}var dn=[["Left","Right"],["Top","Bottom"]];function Ee(e,t){let n=matchMedia("(prefers-reduced-motion)").matches?"instant":"smooth",o=ht(Ae(Se(e)),e,"scrollMargin",-1);for(let{element:r,spans:i,overflow:s}of We(e)){let l=ht(i,r,"scrollPadding",1),c=Q((o[0][0]+o[0][1])/2,i[0][0]+1,i[0][1]-1),[g,u]=i[1];for(let[k,A]of[g+1,u-1].entries()){let d=fn(c,A,e);d&&d.height<(u-g)/2&&(l[1][k]=k?Math.min(l[1][1],d.top):Math.max(l[1][0],d.bottom))}let x=[0,1].map(k=>qe(s[k])?un(o[k],l[k],k?t:void 0):0);x.some(Boolean)&&r.scrollBy({left:x[0],top:x[1],behavior:n}),o=o.map((k,A)=>k.map(d=>Q(d-x[A],...i[A])))}}function un([e,t],[n,o],r){let i=e-n,s=t-o,l=(o-n)*.75;return s>i?i>l||(r?i<0:s<-l)?i:0:r==="start"?i:r!=="center"&&i>=0&&s<=0?0:r?(i+s)/2:i<0?i:s}function ht(e,t,n,o){let r=getComputedStyle(t);return e.map((i,s)=>{let[l,c]=dn[s].map(g=>{let u=r[`${n}${g}`];return(parseFloat(u)||0)*o*(/%/.test(u)?(i[1]-i[0])/100:1)});return[i[0]+l,i[1]-c]})}function fn(e,t,n){for(let o of document.elementsFromPoint(e,t))if(!se(o,"#dj-tutorial-bubble")){for(let r=o;r;r=ae(r))if(/fixed|sticky/.test(getComputedStyle(r).position))return J(r,n)?void 0:r.getBoundingClientRect()}}var mn=/^(?:focus|scroll_into_view)$/,pn={__proto__:null,show:bt,hide:yt,toggle(e,t,n){(getComputedStyle(e).display==="none"?bt:yt)(e,t,n)},add_class(e,t,{ledger:n}){n.classes(e,Ve(t),[])},remove_class(e,t,{ledger:n}){n.classes(e,[],Ve(t))},transition(e,t,{ledger:n}){Ue(e,Ve(t),t,n)},set_attr(e,t,{ledger:n}){let o=W(t.name),r=W(t.value);return hn(o,r)?"refused":n.attribute(e,o,r)},remove_attr(e,t,{ledger:n}){n.attribute(e,W(t.name),null)},focus(e,t,{isPolite:n}){if(!(n&&Z()||J(e,G())))return ne(e)?[e,...be(e).filter(ye)].some(Y)?void 0:"refused":"hidden"},dispatch(e,t){xe(e,W(t.event),t.detail,t.bubbles!==!1)},push(e,t,{push:n}){n(W(t.event),t.value??{},Le(e))},scroll_into_view(e){return ne(e)?Ee(e,"center"):"hidden"},end(){},over(e){xe(e,"tour:hide")}};function xe(e,t,n,o=!0){e.dispatchEvent(new CustomEvent(t,{bubbles:o,composed:!0,detail:n}))}function Ce(e,t){let n=pn[e.name];if(!n)return"refused";let o="missing";try{let r=[...gn(e,t)];if(r[1]&&mn.test(e.name)){let i=r.find($e);if(!i)return"hidden";r.splice(0,1/0,i)}for(let i of r)if(o=n(i,e.options,t)||void 0,o||e.name==="push")break}catch{o="threw"}return o}function gn({options:e},{source:t,step:n}){if(e.to!==void 0){let r=W(e.to);if(n?.selector!==r)return me(r);let i=n.find();return i?[i]:[]}if(e.inner!==void 0)return t.querySelectorAll(W(e.inner));if(e.closest===void 0)return[t];let o=t.closest(W(e.closest));return o?[o]:[]}function Ve(e){return le(W(e.names))}function bt(e,t,{ledger:n}){let{style:o}=e,{display:r}=t;e.hasAttribute("hidden")&&n.attribute(e,"hidden",null),o&&(o.display==="none"||r)&&n.around(e,"style",()=>{o.display=r?W(r):"",o.length||e.removeAttribute("style")}),Ue(e,le(t.transition),t,n)}function yt(e,t,{ledger:n}){Ue(e,le(t.transition),t,n,()=>{n.attribute(e,"hidden","");let{style:o}=e;o&&getComputedStyle(e).display!=="none"&&n.around(e,"style",()=>o.setProperty("display","none","important"))})}function Ue(e,t,{time:n},o,r){o.classes(e,t,[]);let i=()=>{o.withdraw(e,t),r?.()};t.length?setTimeout(i,Number(n)):i()}function hn(e,t){return/^(?:on|srcdoc$)/i.test(e.trim())||/^javascript:/i.test(t.replace(/^[\0- ]+/,"").replace(/[\t\n\r]/g,""))}function ce(e,t,n){let{moveBefore:o}=t;o&&e.isConnected&&t.isConnected?o.call(t,e,n):t.insertBefore(e,n)}var bn=16;function Et(e,t,n){let o=G(),r=St(e),i=St(t),s=new Set;for(let[a,p]of r)i.get(a)?.localName!==p?.localName&&r.delete(a);t instanceof Element&&d(e,t),l(e,t);for(let a of s)a.remove();e.contains(o)&&Y(o);function l(a,p){let v=null,f=()=>k(v?v.nextSibling:a.firstChild);for(let w of[...p.childNodes]){let $=c(a,w,f());if($){let S=$.parentNode===a&&!s.has($);for(let L=f();S&&L&&L!==$&&u(L);L=f())s.add(L);$!==f()&&ce($,a,f()),A($,w)}else x(a,w,f());v=$??w}for(let w=f();w;w=k(w.nextSibling))s.add(w)}function c(a,p,v){let f=g(p);if(f)return f.contains(a)?void 0:f;let w=p.nextElementSibling,$=0;for(let S=v;S&&$++<bn;S=k(S.nextSibling)){if(wt(S,p))return S;if(!(p instanceof Element)||!u(S)||w&&wt(S,w))return}}function g(a){return r.get(ke(a))}function u(a){return!g(a)&&!a.contains(o)}function x(a,p,v){if(a.insertBefore(p,v),p instanceof Element)for(let f of p.querySelectorAll("*")){let w=g(f);!w||!f.isConnected||w.contains(f)||(ce(w,f.parentNode,f),A(w,f),f.remove())}}function k(a){for(;a&&(n.isOurs(a)||s.has(a));)a=a.nextSibling;return a}function A(a,p){if(s.delete(a),r.delete(ke(a)),!(a instanceof Element&&p instanceof Element)){a.nodeValue!==p.nodeValue&&(a.nodeValue=p.nodeValue);return}if(a.localName==="script"||a.getAttribute("dj-update")==="ignore")return;let v=vt(a);d(a,p),a instanceof HTMLTextAreaElement?a.defaultValue=p.defaultValue:a instanceof HTMLTemplateElement?l(a.content,p.content):he(a)&&a.isContentEditable||l(a,p);let f=vt(a);if(f===void 0||n.keeps(a)||f===v&&(f===null||!n.answered(a)))return;let w=a;w.value!==f&&(w.value=f??"")}function d(a,p){let v=a.matches("details,dialog");for(let w of[...a.getAttributeNames(),...p.getAttributeNames()]){let $=p.getAttribute(w);if(a.getAttribute(w)===$||v&&w==="open")continue;try{ge(a,w,$)}catch{}let S=w==="checked"?a:w==="selected"&&a.closest("select");S&&!n.keeps(S)&&(a[w]=$!==null)}let f=p.hasAttribute("open");v&&n.isNews(a,f)&&a.toggleAttribute("open",f)}}function vt(e){return e instanceof HTMLTextAreaElement?e.defaultValue:e.matches("input:not([type=file],[type=hidden],[type=checkbox],[type=radio])")?e.getAttribute("value"):void 0}function wt(e,t){return e.nodeName===t.nodeName&&ke(e)===ke(t)}function ke(e){if(!(e instanceof Element))return;let t=e.getAttribute("id");if(t)return`#${t}`;let n=e.getAttribute("name");if(!n||!e.matches("input,select,textarea,button"))return;let o=e.matches("[type=checkbox],[type=radio],button")?e.getAttribute("value"):"";return`${e.closest("form")?.getAttribute("id")??""} ${n} ${o}`}function St(e){let t=new Map;for(let n of e.querySelectorAll("[id],[name]")){let o=ke(n);o&&t.set(o,t.has(o)?void 0:n)}return t}function Ye(){return document.querySelector("[dj-root]")??document.body}function xt(e,t,n){let o=pe(),{trustedTypes:r}=window,i=r?.createPolicy("docent",{createHTML:c=>c});function s(c,g){return Ce(c,{source:g,ledger:o,push:n})}function l(c,g){let u=document.querySelector("[dj-root]");if(!u)return;let x=document.createElement("template");x.innerHTML=i?.createHTML(c)??c;let k=x.content;e.ledger.lift(),o.lift();try{Et(u,k.querySelector("[dj-root]")??k,{...t.judge(g),isOurs:e.owns})}finally{o.reapply(),e.ledger.reapply(),t.settle(g)}}return{tour:e,formState:t,apply({run:c,isSnapshot:g,patches:u,ops:x,s:k,c:A}){e.enter(c,g);for(let a of u)l(a,A);let d=x.map(a=>s(a,Ye()));return c&&d.push(...e.perform(c)),e.tick(),d.flatMap((a,p)=>a?[[k,p,a]]:[])},run(c,g){for(let u of c)s(u,g)}}}function Re(e,t){let n=document.createElement("div"),o=0;return n.className=e,n.role="status",n.style.cssText=t,{element:n,announce(r,i=100){clearTimeout(o),n.textContent="",o=setTimeout(()=>n.textContent=r,i)}}}function kt(){let e=document.createElement("div"),{style:t}=e;return e.className="dj-tutorial-spotlight",e.ariaHidden="true",e.popover="manual",t.cssText="inset:auto;border:0;padding:0;background:none;pointer-events:none",{element:e,frame({left:n,top:o,width:r,height:i},s){let l=r&&i&&10;t.left=`${(n-l)/s}px`,t.top=`${(o-l)/s}px`,t.width=`${(r+2*l)/s}px`,t.height=`${(i+2*l)/s}px`}}}var Tt="dj-tutorial-bubble__",yn=500,vn=":fullscreen:not(html,img,video,canvas,iframe),dialog:modal,:popover-open,[aria-modal=true],[role$=dialog],[role=menu],[role=listbox]",wn="pointerdown pointerup mousedown mouseup touchstart touchend click";function de(){return document.querySelector("#dj-tutorial-bubble")}function Ot(e){let{style:t}=e,n=Nt(e.dataset.position)??"bottom",o=kt(),r=Re("dj-tutorial-announcer","position:fixed;clip-path:inset(50%)"),i=[o.element,r.element],s=pe(),l=document.body,c=null,g=!1,u=null,x="",k=[],A=0;for(let b of wn.split(" "))e.addEventListener(b,R=>se(R.target,"[dj-click]")||R.stopPropagation());e.addEventListener("keydown",b=>e.parentNode===l||b.stopPropagation());function d(){g=!0,u=e.getAttribute("style"),l=e.parentNode,c=e.nextSibling,t.cssText+=";position:fixed;inset:0 auto auto 0;margin:0;pointer-events:auto",s.attribute(e,"data-visible","true"),s.attribute(e,"hidden",null),getComputedStyle(e).colorScheme==="normal"&&!document.querySelector("meta[name=color-scheme]")&&s.attribute(e,"data-scheme","auto");let R=getComputedStyle(e).borderStyle!=="none";s.attribute(e,"popover","manual"),R||(t.border="0");for(let h of e.querySelectorAll("button"))s.attribute(h,"tabindex","-1");a()}function a(){e.before(...i),v()}function p(b){if(e.parentNode===b)return;let R=G();ce(e,b,c?.parentNode===b?c:null),a(),J(e,R)&&Y(R)}function v(){for(let b of[o.element,e])b.popover&&(b.hidePopover(),b.showPopover())}function f(b){t.boxSizing=t.maxWidth=t.maxHeight="";let{width:R,height:h}=e.getBoundingClientRect(),M=R>b.width-16,P=h>b.height-16;(M||P)&&(t.boxSizing="border-box"),M&&(t.maxWidth=`${b.width-16}px`),P&&(t.maxHeight=`${b.height-16}px`)}function w(b){k.sort((R,h)=>+b(R)-+b(h))}function $(b){return e.querySelector(`.${Tt}${b}`)}function S(b,R){let h=$(b);h&&h.textContent!==R&&(h.textContent=R)}function L(b,R,h){let M=$(b);M&&s.attribute(M,R,h?"":null)}function B(b,R){let h=$(b)?.dataset.names?.split("|");h&&S(b,h[+R])}return{element:e,isShown:()=>g,owns:b=>b===e||i.includes(b),controls:()=>[...e.querySelectorAll("button")].filter(ne),control:b=>["skip","back","cancel","pause"].find(R=>b.closest(`.${Tt}${R}`)),fill({text:b,position:R,step:h,total:M,only_timeout:P},z,y){S("text",y?`${b}

${e.dataset.looking??""}`:b),S("step",(e.dataset.step??"").replace("{step}",`${h+1}`).replace("{total}",`${M}`)),t.setProperty("--docent-progress",`${(h+1)/M}`);let N=!!P&&!z;L("back","hidden",!h),L("pause","hidden",!z),L("skip","data-next",N),B("skip",N),x="",k=ft(Nt(R)??n),clearTimeout(A)},isBusy:()=>g&&e.matches(":hover,:focus-visible,:has(:focus)"),rename:B,show(b){g||d(),p(se(b,vn)??l),e.inert=!1},raise:v,follow(b,R){let h=visualViewport,M=R??new DOMRect(h.offsetLeft+h.width/2,h.offsetTop+h.height/2);x!==(x=`${h.width} ${h.height}`)&&f(h);let P=e.getBoundingClientRect(),z=G(),y=m=>mt(M,P,h,b?m:[]),N=J(e,z)||b!==z&&J(z,b),F=(m,{left:D,top:U,right:X,bottom:ee})=>m.left<X&&D<m.left+P.width&&m.top<ee&&U<m.top+P.height,_=m=>!N&&F(m,z.getBoundingClientRect()),I=R&&se(b,"form"),T=I?it(I,"button,[type=submit],[type=image]").filter(m=>ne(m)&&!J(b,m)):[];w(m=>T.some(D=>F(y([m]),D.getBoundingClientRect()))),w(m=>_(y([m])));let O=y(k),H=e.currentCSSZoom??1;return t.left=`${O.left/H}px`,t.top=`${O.top/H}px`,t.setProperty("--docent-arrow",`${O.arrow/H}px`),e.dataset.side!==O.side&&s.attribute(e,"data-side",O.side),o.frame(M,H),_(O)},stepAside(){clearTimeout(A),A=setTimeout(()=>w(b=>b===e.dataset.side),yn)},focus:()=>g&&Y(e),announce:r.announce,hide(){if(g){g=!1,r.announce(""),p(l),e.matches(":popover-open")&&e.hidePopover();for(let b of i)b.remove();s.revert(),ge(e,"style",u),S("text",""),S("step",""),B("skip",!1),B("pause",!1)}}}}function Nt(e){return ve.find(t=>t===e)}function Lt(){let{element:e,announce:t}=Re("docent-notice","position:fixed;bottom:0;background:Canvas;color:CanvasText");return{show(n,o){document.body.append(e),t(de()?.dataset[n]??"",o)},hide:()=>e.remove()}}var Sn=64,En=16*2**20,xn=250,kn=45e3,Tn=3e4,Nn=2e3,Xe=250,On=3e4,Ln=5e3;function Mt({docent:e,digest:t,build:n},o,r){let i=location.href.split("#")[0],s=Lt(),l,c=!1,g=!1,u=!1,x,k=0,A=1/0,d=0,a=0,p=[],v,f,w=0,$=0,S=0,L=0,B=0,b={welcome(E,C,q,te,De){if(clearTimeout(S),S=0,s.hide(),u=!1,c=!0,A=te,o.tour.welcome(De),k=C,E!==x){for(let tt of p)tt.c&&F(tt,"session over");x&&o.formState.reset(),x=E,d=q,a=0,v=void 0}z(q),y(!0),v&&_(["t",...v])},frame(E){if(!E.isSnapshot&&E.s!==a+1)throw Error("shape");z(E.c),a=E.s;let C=o.apply(E);C.length?M(C):w||=setTimeout(M,xn)},part(E,C,q){if(f??={id:E,text:""},f.text+=q,f.id!==E||f.text.length>En)throw Error("shape");if(!C)return;let te=f.text;f=void 0,Ke(te,b)},refused(E,C,q){let te=p.find(De=>De.c===E)?.name??E;N(te,`${q} (${C})`,C==="handler_failed"?"debug":"warn"),z(E)},heartbeat(){B=0,M()},draining:E=>{H(Math.random()*E)}};function R(){clearTimeout(L),L=0;let E=l=new WebSocket(i.replace(/^http/,"ws"),"docent.2");E.onopen=()=>_(["h",{page:e,session:x,epoch:k,ack:a,digest:t,build:n,run:o.tour.at()}]),E.onmessage=({data:C})=>{E===l&&h(String(C))},E.onclose=({code:C})=>{E===l&&T(C)},ie()}function h(E){ie(),r("in",E);try{Ke(E,b)}catch(C){console.error("docent: bad frame:",C),a=0,O(l)}}function M(E=[]){P(),c&&_(E.length?["k",a,E]:["k",a])}function P(){clearTimeout(w),w=0}function z(E){p=p.filter(C=>!C.c||C.c>E)}function y(E){if(c){for(let C of p){if(C.c){if(!E)continue}else{if(C.text=JSON.stringify(["e",d+1,C.name,C.params,a].concat(C.to??[])),new Blob([C.text]).size>A){F(C,"too large");continue}C.c=++d,P()}I(C.text)}z(0)}}function N(E,C,q="warn"){console[q](`docent: event "${E}" refused: ${C}`)}function F(E,C){return N(E.name,C),E.c=-1,E}function _(E){I(JSON.stringify(E))}function I(E){r("out",E),l.send(E)}function T(E){if(m(),E===4401)u?X("stale"):ee();else if(E===4409)X("taken");else if(E===4410){let[C]=performance.getEntriesByType("navigation");(k||C.type!=="reload")&&setTimeout(()=>Z()||location.reload(),Math.random()*Ln),X("stale")}else D()}function O(E){E===l&&(m(),D(),E?.close())}function H(E){let C=l;return setTimeout(()=>O(C),E)}function m(){l=f=void 0,c=!1,P(),clearTimeout($),!S&&(S=setTimeout(()=>o.tour.abandon(),Tn),s.show("lost",Nn))}function D(){u=!1;let E=Math.min(On,Xe*2**++B);L=setTimeout(R,Xe+Math.random()*(E-Xe))}function U(){L&&R()}function X(E){g=!0,o.tour.abandon(),s.show(E)}async function ee(){try{let E=await fetch(i,{headers:{Accept:"application/docent+json"}});if(E.status>=500)return D();let{page:C}=await E.json().catch(()=>({}));if(typeof C!="string")return X("stale");e=C,u=!0,R()}catch{D()}}function ie(){clearTimeout($),$=H(kn)}return addEventListener("offline",()=>l&&O(l)),addEventListener("online",U),document.addEventListener("visibilitychange",U),e?R():ee(),{isOpen:()=>c,push(E,C,q){let te={c:0,name:E,params:C,to:q};return g?F(te,"session over"):p.length>=Sn?F(te,"too many wait"):(p.push(te),y(!1),te)},report(E){return a?(/^[hr]/.test(E[2])||(v=E),c&&_(["t",...E]),c):!1}}}var Mn=200,Qe=400,An="scroll toggle input click keydown focusin focusout pointerover transitionrun animationstart fullscreenchange";function At({target:e,isOurs:t,look:n},o){let r=new Set,i=new MutationObserver(S=>{o.aborted||S.every(({target:L})=>t(L))||(p(),!u&&(u=!0,n()))}),s=new ResizeObserver(p),l,c=!0,g=!1,u=!1,x=0,k=0,A=0,d=!1,a="";function p(){c=!0,v()}function v(){g||o.aborted||(g=!0,requestAnimationFrame(f))}function f(S){if(g=u=!1,o.aborted)return;let L=e(),{left:B,top:b,width:R,height:h}=L?Se(L):new DOMRect,M=c||a!==(a=`${[B,b,R,h]}`);M&&(k=S),(M||S-A>Qe)&&(d=we(L).length>0);let P=S-k<Mn||d;clearTimeout(x),P?v():x=setTimeout(v,Qe),!(P&&!M&&S-A<Qe)&&(A=S,c=!1,w(L),n())}function w(S){l!==S&&(s.disconnect(),(l=S)&&s.observe(l));for(let L=S;L;L=ae(L))$(ze(L))}function $(S){if(!r.has(S)){r.add(S),i.observe(S,{subtree:!0,childList:!0,attributes:!0,characterData:!0});for(let L of An.split(" "))S.addEventListener(L,p,{signal:o,capture:!0,passive:!0})}}$(document),addEventListener("resize",p,{signal:o});for(let S of["resize","scroll"])visualViewport.addEventListener(S,p,{signal:o});o.addEventListener("abort",()=>{clearTimeout(x),i.disconnect(),s.disconnect()}),v()}var $t=150,$n=3e3,Cn=2e3,Rn=100;function Ct(e){let{narration:t,highlight:n,ledger:o,isNews:r,isTimed:i}=e,{target:s}=t,l=t.on_missing==="center",c=new AbortController,g=[],u,x,k,A=performance.now()-$t,d=!1,a=!1,{narrate:p}=e,v=!r,f=v,w=!1,$=v,S=v?0:void 0,L=-1/0,B,b=!1;function R(){k=void 0;try{let m=me(s);return m.find(D=>k=$e(D))??m[0]}catch{return}}function h(){v||(v=!0,M())}function M(){let m=R();x&&x!==m&&o.withdraw(x,n),x=m,m&&n.some(U=>!m.classList.contains(U))&&o.classes(m,n,[]),d=!k&&!l&&performance.now()-(A??1/0)>$n;let D=(m||l||d)&&p;D&&(p=void 0,D(m??document.body),c.signal.aborted)||(i&&(b&&=!!u?.isBusy(),e.holdStill(e.isPaused()||document.hidden||!b&&!!u?.isBusy())),P(),D&&y(m),m&&g.length&&e.perform(g.splice(0)),v&&!$&&!c.signal.aborted&&(k||!we(m,!0).length)&&($=!0,k||e.missing()),v&&!f&&u?.isShown()&&(f=!0,u.announce(t.text)))}function P(){if(!u)return;let m=k&&x;if(m)A=void 0,z(m);else if(performance.now()-(A??=performance.now())<$t)return;if(m||l||d){w&&=u.isShown()&&d===a,u.show(m),w||u.fill(t,i,a=d),w=!0,u.rename("pause",e.isPaused());let D=u.follow(m,k),U=G();D&&U!==B&&U.matches(":focus-visible")&&Ee(B=U,"start")}else u.hide()}function z(m){let D=performance.now();!v||S!==void 0&&D>S||S&&D-L<Rn||we(m,!0).length||(S??=Z()?0:D+Cn,S&&Ee(m,"reveal"))}function y(m){if(!e.movesFocus||Z())return;let D=G();m&&(J(m,D)||Y(m))||!u?.focus()||(f||=D!==u.element)}function N(){let m=G();return J(u?.element,m)||J(x,m)}function F({target:m}){let D=u.control(m);D?e.control(D,m):u.stepAside(),b=D==="pause"}function _(m){let D=m.target;D.matches(":popover-open")&&u.isShown()&&!u.owns(D)&&u.raise()}function I(m){if(!(!Ne(m)||!u.isShown()))if(m.key==="Tab"){let D=T(u,m.shiftKey);if(!D)return;m.preventDefault(),D.focus()}else m.key==="Escape"&&(N()||G()===document.body&&document.querySelector("dialog:modal")===u.element.closest("dialog:modal"))&&(m.preventDefault(),m.stopImmediatePropagation(),e.control("cancel"))}function T({element:m,controls:D},U){let X=be(m.closest("dialog:modal")??document).filter(q=>q===x||ye(q)&&!J(m,q)),ee=Math.max(0,X.indexOf(x));X.splice(ee,x&&!ye(x)?1:0,...D());let ie=G(),E=ie===m?ee-(U?0:1):X.indexOf(ie),C=X[E+(U?-1:1)];return C&&(J(m,ie)||J(m,C))?C:void 0}let{signal:O}=c;At({target:()=>x,isOurs:m=>!!u&&(u.owns(m)||J(u.element,m)),look:M},O),addEventListener("scroll",()=>L=performance.now(),{signal:O,capture:!0});for(let m of["wheel","touchmove","keydown"])addEventListener(m,()=>S=0,{signal:O,capture:!0,passive:!0});return{selector:s,find:R,postpone:m=>{g.push(m)},attach(m){u=m,u.element.addEventListener("click",F,{signal:O}),addEventListener("keydown",I,{signal:O,capture:!0}),document.addEventListener("toggle",_,{signal:O,capture:!0}),document.addEventListener("fullscreenchange",()=>u.isShown()&&u.raise(),{signal:O}),document.addEventListener("visibilitychange",M,{signal:O})},settle:h,tick:M,holdsFocus:N,close(){c.abort(),u=void 0,x&&o.withdraw(x,n)}}}var Pn=5e3;function Rt(e){let t=pe(),n,o,r,i,s,l=-1/0,c,g=!1,u=!0,x=!1,k="",A="",d="";function a(h){s=h,l=performance.now()}function p(){return performance.now()-l<Pn}function v(h){return n?(A!==(A=n+h)&&e.report([...n,h]),!0):!1}function f(h){n&&h!==(k===String(n))&&e.report([...n,h?"hold":"resume"])&&(k=h?String(n):"")}function w(h,M,P){L(),o=Ct({narration:h,isTimed:u&&!!h.timeout,highlight:le(P?.highlight),ledger:t,isNews:M,movesFocus:M&&(g||p()),narrate:P&&(z=>{r=h,xe(z,P.event,h),r=void 0}),perform:$,missing(){let{target:z,step:y}=h;v("missing"),xe(document,"docent:missing",{target:z,step:y})},control(z,y){y&&a(y),z==="pause"?x=!x:v(z)||b()},isPaused:()=>x,holdStill:f})}function $(h){let M=e.source();return h.map((P,z)=>{if(P.name==="end"&&L(),P.shown){let{narration:N}=P.shown;return w(N,d!==(d=`${n},${N.step}`),P.shown),o?.tick(),!o?.find()&&h.slice(z).some(({name:F})=>F==="end")?"missing":void 0}let y=Ce(P,{ledger:t,step:o,isPolite:!0,source:M,push:e.push});return y==="missing"&&P.options.to===o?.selector&&o?.postpone(P),y})}function S(h){let{detail:M}=h;if(!je(M)||r&&r!==M)return;let P=de();P&&!i?.isShown()&&i?.element!==P&&(i=Ot(P)),i&&(r||w(M,!0),o?.attach(i),r||o?.settle())}function L(){o?.close(),o=void 0}function B(){L(),i?.hide()}function b(){let h=o?.holdsFocus()&&!Z()&&[c,o.find()];B(),h&&h.some(M=>M&&Y(M))}function R(h){h?b():B(),t.revert(),n=void 0,h&&(c=void 0)}return document.addEventListener(de()?.dataset.event||"tour:narrate",S),document.addEventListener("tour:hide",b),{ledger:t,at:()=>n,owns:h=>!!i?.owns(h),gesture:a,enter(h,M){let P=h?.at[0]!==n?.[0];(P||M)&&R(!h),!(!P||!h)&&(x=!1,g=p(),g&&!i?.element.contains(s)&&(c=s))},perform(h){n=h.at;let M=$(h.ops);return o?.settle(),o||i?.hide(),M},tick:()=>o?.tick(),report:v,welcome(h){u=h,k=""},abandon:()=>R(!0)}}function _n(e,t){let n=(l,c,g)=>{let[,u]=/^(skip|back|cancel)_tutorial$/.exec(l)??[];return u&&o.report(u)?{c:-1}:i.push(l,c,g)},o=Rt({source:Ye,push:n,report:l=>i.report(l)}),r=xt(o,nt(),n),i=Mt(e.dataset,r,(l,c)=>{t?.(l,c),s.debug&&console.debug("docent",l,c)});ct(r,n);let s={debug:!1,get connected(){return i.isOpen()}};Object.assign(window,{docent:s})}function Pt(e){function t(){let n=document.querySelector("script[data-docent]");n&&!Object.hasOwn(window,"docent")&&_n(n,e?.())}document.readyState==="loading"?document.addEventListener("DOMContentLoaded",t):t()}function _t({forgotten:e,story:t},n,o,r){let i=l=>new Date(performance.timeOrigin+l).toISOString(),s={taken:i(performance.now()),browser:navigator.userAgent,state:r,latency:t.latency,timeline:n.map(({at:l,text:c})=>({at:i(l),text:c})),forgotten:e,frames:o.map(({at:l,direction:c,kind:g,summary:u,text:x,length:k})=>{let A=k>x.length?{cut:x,length:k}:{frame:In(x)};return{at:i(l),direction:c,kind:g,summary:u,...A}})};return JSON.stringify(s,void 0,2)}async function It(e){try{return await navigator.clipboard.writeText(e),!0}catch{return!1}}function In(e){try{return JSON.parse(e)}catch{return e}}function K(e,t={},...n){let o=Object.assign(document.createElement(e),t);return o.append(...n),o}function re(e,t){e.textContent!==t&&(e.textContent=t)}function Ft(e,t){for(;e.children.length>t.length;)e.lastElementChild.remove();t.forEach((n,o)=>re(e.children[o]??e.appendChild(K("li")),n))}function _e(e){let t=new Date(performance.timeOrigin+e),n=o=>String(o).padStart(2,"0");return`${n(t.getHours())}:${n(t.getMinutes())}:${n(t.getSeconds())}.${String(t.getMilliseconds()).padStart(3,"0")}`}function Ie(e,t){let n=new Map,o=K("ol",{className:e});return{list:o,show(r){let i=new Set(r);for(let[s,l]of n)i.has(s)||(l.remove(),n.delete(s));for(let s of r){if(n.has(s))continue;let l=t(s);n.set(s,l),o.prepend(l)}},shown:()=>[...n]}}var Ht="not a frame that this panel knows",Fn=new Map([["timed_out","its time was over"],["satisfied","the visitor had done it already"],["back","back to the step before"],["missing","its target is missing"],["superseded","a newer run took its place"]]),Hn={skip:"skipped",back:"back",cancel:"cancelled"},Kt={h:"hello",e:"event",t:"control",k:"ack",w:"welcome",f:"frame",s:"snapshot","+":"part",x:"refusal",p:"heartbeat",d:"draining"},jt=[...Object.values(Kt),"unknown"];function zt(){let e=new Map,t=[],n,o=!0,r="",i=[],s,l,c,g,u=0,x=0,k=!1,A=[];function d(y,N){A.push({at:y,text:He(N)})}function a(y){return x+(k?0:y-u)}function p(y,N){x=a(N),u=N,k=y}function v(y,N){return y.map(F=>{let{name:_,at:I}=e.get(F);e.delete(F);let T=N-I;return t=[...t,T].slice(-100),{name:_,ms:T}})}function f(y,N,F){let _=[...e.keys()].filter(I=>I<=N);return y?_:_.slice(0,F?0:1)}function w(y,N){return c?.run===y&&c?.visit===N}function $(y,N,F,_){let[I,T,O]=V(N);for(let H of y)S(H,I,T,_);c&&(F||s!==I)&&(s===I&&V(O).some(m=>Dt(m)&&w(I,T))||L("the page missed why",_)),s!==I&&(s!==void 0&&B("the page missed how",_),I!==void 0&&d(_,`Run ${j(I)} started`),s=I);for(let H of V(O))S(H,I,T,_)}function S(y,N,F,_){let[I,T]=V(y),O=Object(T);if(I==="end"){let H=j(O.cause);L(Fn.get(H)??H,_)}else if(I==="over")B(j(O.outcome),_);else if(Dt(y)&&!w(N,F)){let H=c=Bn(N,F,O);l=H.tour;let m=H.timeout&&o?`, for ${H.timeout/1e3} s at most`:"";d(_,`${Fe(H)} shown at ${H.target}${m} (visit ${j(F)})`),g=void 0,k=!1,x=0,u=_}}function L(y,N){d(N,`${c?Fe(c):"A step that was not shown"} ended: ${y}`),c=void 0}function B(y,N){d(N,`${s===void 0?"A run that was not shown":`Run ${j(s)}${l?` of ${l}`:""}`} ended: ${y}`),s=l=void 0}function b([,y,N,,F],_){let I=n!==y;return I&&e.clear(),d(_,n===void 0?"Connected: a new session":I?"Connected again: another session, the last one is over":"Connected again: the same session"),n=y,o=Object(F).timers!==!1,p(!1,_),`${I?"a new session":"the same session"}, epoch ${j(N)}${o?"":", steps have no timers"}`}function R([,y,N,F],_){if(r+=typeof F=="string"?F:"",r.length>16777216&&(r=""),N!==!0)return`of message ${j(y)}`;let I=r;return r="",`the last of message ${j(y)}: ${M(Bt(I),_)}`}function h([y,N,F,_,I,T],O){let H=y==="s",[m,D]=H?[V(T),I]:[V(I),T],[U,X,ee]=V(D);i=[...m,...V(ee)];let ie=g!==void 0&&i.some(C=>Dn(C)===g),E=v(f(H,Number(F),ie),O);return $(m,D,H,O),[`#${j(N)}`,...E.map(({name:C,ms:q})=>`answers ${C} after ${Math.round(q)} ms`),H||V(_).length?"renders":"",Ze(m),U?`visit ${j(X)}: ${Ze(V(ee))||"nothing"}`:""].filter(Boolean).join(" \xB7 ")}function M(y,N){switch(y[0]){case"w":return typeof y[1]=="string"?b(y,N):Ht;case"f":case"s":return h(y,N);case"+":return R(y,N);case"x":{let[,F,_,I]=y,T=Number(F),O=e.get(T)?.name??`event ${j(F)}`;return e.has(T)&&v([T],N),d(N,`${O} was refused: ${j(I)} (${j(_)})`),`${O}: ${j(I)} (${j(_)})`}case"d":return d(N,"The server is draining: the page will reconnect"),`reconnect within ${j(y[1])} ms`;case"p":return"";default:return Ht}}function P([y,N,F,_],I){switch(y){case"h":return r="",n!==void 0&&d(I,"The connection was lost; there is a new one"),n===void 0?"asks for a session":"asks for its session again";case"e":{let[T,O]=[Number(N),j(F)],H=e.has(T);return!H&&e.size<100&&e.set(T,{name:O,at:I}),`#${T} ${O}${H?", again":""}`}case"t":return z(j(_),I),`visit ${j(F)}: ${j(_)}`;case"k":{let T=V(F).map(O=>{let[,H,m]=V(O);return`${Ze([i[Number(H)]])}: ${j(m)}`});for(let O of T)d(I,`An operation failed: ${O}`);return[`up to #${j(N)}`,...T].join(" \xB7 ")}default:return""}}function z(y,N){y==="hold"||y==="resume"?(p(y==="hold",N),d(N,y==="hold"?"The step's time is held":"The step's time continues")):y==="missing"?d(N,`The step's target is missing${c?`: ${c.target}`:""}`):(g=Hn[y],d(N,`${y} was chosen`))}return{get shown(){return c&&{...c,timeout:o?c.timeout:void 0}},get isHeld(){return k},get unanswered(){return Array.from(e.values(),({name:y})=>y)},get latency(){let y=t.toSorted((F,_)=>F-_),N=y.length;return N?{last:t[N-1],median:(y[N-1>>1]+y[N>>1])/2,count:N}:void 0},elapsed:a,take(y,N,F){A=[];let _=Bt(F),I=N==="in"?M(_,y):P(_,y);return{kind:Kt[j(_[0])]??"unknown",summary:He(I),moments:A}},forget(){t=[]}}}function Dt(e){let[t,n]=V(e);return t==="step"&&typeof Object(n).target=="string"}function Dn(e){let[t,n]=V(e);return t==="end"?Object(n).cause:void 0}function Bn(e,t,n){let{tour:o,name:r,target:i,step:s,total:l,timeout:c,only_timeout:g,on_missing:u}=n;return{run:e,visit:t,tour:j(o),name:typeof r=="string"?r:void 0,target:j(i),step:Number(s),total:Number(l),timeout:typeof c=="number"?c:void 0,isOnlyTimed:g===!0,isCentered:u==="center"}}function Fe({tour:e,name:t,step:n,total:o}){return`${e}: step ${n+1} of ${o}${t===void 0?"":` (${t})`}`}function Ze(e){return e.map(t=>{let[n,o]=V(t),{to:r,target:i,cause:s,outcome:l}=Object(o),c=r??i??s??l;return c===void 0?j(n):`${j(n)} ${j(c)}`}).join(", ")}function He(e){return e.length>400?`${e.slice(0,400)}\u2026`:e}function j(e){return typeof e=="string"?e:JSON.stringify(e)??"?"}function Bt(e){try{return V(JSON.parse(e))}catch{return[]}}function V(e){return Array.isArray(e)?e:[]}var Kn=80;function Jt(e){let t=K("input",{type:"search",placeholder:"Filter",ariaLabel:"Filter by text",autocomplete:"off",spellcheck:!1}),n=Gt("Direction",[["","Both ways"],["out","Sent"],["in","Received"]]),o=Gt("Kind",[["","All kinds"],...jt.map(l=>[l,l])]),r=K("div",{className:"row"},t,n,o),i=Ie("frames",l=>K("li",{hidden:!s(l)},jn(l)));r.addEventListener("input",()=>{for(let[l,c]of i.shown())c.hidden=!s(l);e()});function s(l){let c=t.value.trim().toLowerCase();return(!n.value||l.direction===n.value)&&(!o.value||l.kind===o.value)&&`${l.kind} ${l.summary} ${l.text}`.toLowerCase().includes(c)}return{filter:r,list:i.list,show:i.show,passing:()=>i.shown().flatMap(([l,{hidden:c}])=>c?[]:l)}}function Gt(e,t){return K("select",{ariaLabel:e},...t.map(([n,o])=>K("option",{value:n},o)))}function jn(e){let{at:t,direction:n,kind:o,summary:r}=e,i=K("pre",{tabIndex:0,role:"group",ariaLabel:"The frame"}),s=K("details",{},K("summary",{},K("span",{className:"at"},_e(t)),K("span",{className:`way ${n}`},n==="out"?"\u2191 sent":"\u2193 received"),K("span",{className:"kind"},o),K("span",{className:"summary"},r)),i);return s.addEventListener("toggle",()=>re(i,s.open?zn(e):"")),s}function zn({text:e,length:t}){let n=t>e.length?`
\u2026 ${t-e.length} characters more were not kept`:"";try{return e.length>Kn?JSON.stringify(JSON.parse(e),void 0,2)+n:e}catch{return e+n}}var Wt=`/*
 * The debug panel's own styles, inside its shadow root. They follow the person's
 * preferences and not the page, whose styles must not reach the panel: hence
 * \`!important\` on the properties of the host, which the page could set.
 */

:host {
  all: initial !important;
  /* Not part of \`all\`; the panel is in English. */
  direction: ltr !important;
  color-scheme: light dark !important;
  position: fixed !important;
  inset: auto 0 0 !important;
  box-sizing: border-box !important;
  inline-size: auto !important;
  max-inline-size: none !important;
  block-size: min(45vh, 30rem) !important;
  border-block-start: 1px solid light-dark(#8a93a5, #6b7588) !important;
  background: light-dark(#fff, #161b26) !important;
  color: light-dark(#111827, #e8ecf4) !important;
  font: 13px/1.45 system-ui, sans-serif !important;
  text-align: start !important;
  box-shadow: 0 0 24px rgb(0 0 0 / 0.25) !important;
}

:host(:not(:popover-open)) {
  display: none !important;
}

:host(:popover-open) {
  display: block !important;
}

:host([data-top]) {
  inset: 0 0 auto !important;
  border-block: 0 1px solid light-dark(#8a93a5, #6b7588) !important;
  border-block-start: 0 !important;
  border-block-end: 1px solid light-dark(#8a93a5, #6b7588) !important;
}

:host(:focus-visible),
:focus-visible {
  outline: 2px solid light-dark(#1d4ed8, #93b4ff) !important;
  outline-offset: -2px !important;
}

* {
  box-sizing: border-box;
}

[hidden] {
  display: none !important;
}

.panel {
  display: flex;
  flex-direction: column;
  block-size: 100%;
}

.row {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 6px;
}

.bar {
  flex: none;
  padding: 6px 10px;
  border-block-end: 1px solid light-dark(#d5dae3, #313a4c);
}

h2,
h3,
p,
ul,
ol {
  margin: 0;
  padding: 0;
  list-style: none;
}

h2 {
  margin-inline-end: 6px;
  font-size: 14px;
}

h3 {
  margin-block-end: 4px;
  font-size: 13px;
}

button,
input,
select {
  min-block-size: 26px;
  padding: 2px 8px;
  border: 1px solid light-dark(#7b8496, #76819a);
  border-radius: 4px;
  background: light-dark(#f4f6fa, #232b3b);
  color: inherit;
  font: inherit;
}

button {
  cursor: pointer;
}

input {
  flex: 1 1 8rem;
  min-inline-size: 0;
}

input::placeholder {
  color: light-dark(#5b6474, #a9b3c6);
}

textarea {
  flex: none;
  block-size: 6rem;
  margin: 6px 10px;
  border: 1px solid light-dark(#7b8496, #76819a);
  background: transparent;
  color: inherit;
  font: 12px/1.4 ui-monospace, monospace;
}

.parts {
  display: grid;
  grid-template: minmax(0, 1fr) / minmax(0, 2fr) minmax(0, 3fr);
  flex: 1;
  min-block-size: 0;
}

.summary-parts {
  display: grid;
  /* As high as the state needs, up to two thirds. */
  grid-template-rows: fit-content(66%) minmax(0, 1fr);
  min-block-size: 0;
  border-inline-end: 1px solid light-dark(#d5dae3, #313a4c);
}

section {
  overflow: auto;
  padding: 8px 10px;
  overflow-wrap: anywhere;
}

.summary-parts section + section {
  border-block-start: 1px solid light-dark(#d5dae3, #313a4c);
}

.timeline li,
.state li {
  padding-block: 2px;
}

.timeline li {
  display: grid;
  grid-template-columns: max-content minmax(0, 1fr);
  align-items: baseline;
  gap: 0 8px;
}

.count {
  padding-block: 4px;
  color: light-dark(#4b5563, #b3bccd);
}

summary {
  display: grid;
  grid-template-columns: 1em max-content 5.5em 6em minmax(0, 1fr);
  align-items: baseline;
  gap: 0 8px;
  min-block-size: 24px;
  padding-block: 2px;
  cursor: pointer;
}

summary::before {
  content: "\u25B8";
}

[open] > summary::before {
  content: "\u25BE";
}

.at,
pre {
  font: 12px/1.4 ui-monospace, monospace;
}

.at {
  color: light-dark(#4b5563, #b3bccd);
}

.way {
  color: light-dark(#1d4ed8, #93b4ff);
}

.out {
  color: light-dark(#9a3412, #fdba74);
}

.kind {
  font-weight: 600;
}

pre {
  max-block-size: 16rem;
  margin: 2px 0 8px;
  padding: 6px 8px;
  overflow: auto;
  background: light-dark(#f4f6fa, #0e121a);
  white-space: pre-wrap;
}

/* On a phone the parts are below each other. */
@media (width < 700px) {
  :host {
    block-size: 60vh !important;
  }

  .parts {
    display: block;
    overflow: auto;
  }

  .summary-parts {
    display: block;
    border: 0;
  }

  section {
    overflow: visible;
  }

  /* A frame's summary gets a line of its own. */
  .summary {
    grid-column: 2 / -1;
  }

  .parts > section {
    border-block-start: 1px solid light-dark(#d5dae3, #313a4c);
  }
}
`;var Jn=/^dj-(?:click|submit|change|input|keydown|keyup|focus|blur)\b/;function qt({shown:e,isHeld:t,unanswered:n,elapsed:o},r,i){let s=[];if(r||s.push("The connection is lost: nothing happens until the server is back."),n.length&&s.push(`Not answered yet: ${n.join(", ")}.`),!e)return[...s,"No step is on the page."];let{target:l,timeout:c}=e;if(s.push(`${Fe(e)}, at ${l}.`,...qn(l,e.isCentered)),c){let u=Math.max(0,c-o(i))/1e3;s.push(`Its time: ${u.toFixed(1)} s left of ${c/1e3} s${t?`, held: ${Wn()}`:""}.`)}let g=[c?"when its time is over":"",e.isOnlyTimed?"":"by a handler or a flow of the server","by a button of the bubble"];return s.push(`It ends ${g.filter(Boolean).join(", or ")}.`),s}function Wn(){let e=de();return document.hidden?"the tab is hidden":e?.matches(":hover")?"the pointer is at the bubble":e?.contains(G())?"the focus is in the bubble":"it was paused"}function qn(e,t){let n=Un(e),o=t?"the bubble is in the middle of the view":"the step waits for it, unless its on_missing is skip or cancel";if(!n.length)return[`Its target is missing: nothing on the page matches; ${o}.`];if(!n.some(ne))return[`Its target is on the page but not visible; ${o}.`];let r=n.length>1?[`${n.length} elements match: the first that is visible is the target.`]:[],i=Vn(n.find(ne));return i?[...r,`Its target calls ${i}.`]:r}function Vn(e){return e.getAttributeNames().filter(n=>Jn.test(n)).map(n=>`${e.getAttribute(n)} (${n})`).join(", ")}function Un(e){try{return me(e)}catch{return[]}}var Yn=250,Xn=["keydown","keyup","click","input","change"];function Vt(e){let t;return{toggle(){t?t():t=Qn(e,()=>t=void 0)}}}function Qn(e,t){let n=G(),o=new AbortController,{signal:r}=o,i=!1,s=0,l=[],c=0,g,u=K("ul",{className:"state"}),x=Ie("timeline",({at:T,text:O})=>K("li",{},K("span",{className:"at"},_e(T)),K("span",{},O))),k=K("p",{className:"status",role:"status"}),A=K("p",{className:"count"}),d=K("textarea",{readOnly:!0,hidden:!0,ariaLabel:"The JSON, to be copied by hand"}),a=Jt(()=>re(A,L())),p=Te("Pause",()=>{i=!i,s=S(),re(p,i?"Resume":"Pause"),b()}),v=Te("To the top",()=>{let T=f.toggleAttribute("data-top");re(v,T?"To the bottom":"To the top")}),f=K("docent-panel",{lang:"en",popover:"manual",role:"dialog",ariaLabel:"docent: debug panel",tabIndex:-1}),w=f.attachShadow({mode:"open"}),$=new CSSStyleSheet;$.replaceSync(Wt),w.adoptedStyleSheets=[$],w.append(K("div",{className:"panel"},K("div",{className:"row bar"},K("h2",{},"docent"),p,Te("Clear",y),Te("Copy as JSON",()=>{N()}),v,Te("Close",F),k),d,K("div",{className:"parts"},K("div",{className:"summary-parts"},et("Why it waits",u),et("Timeline, newest first",x.list)),et("Frames, newest first",a.filter,A,a.list))));function S(){return e.forgotten+e.frames.length}function L(){let{forgotten:T}=e,O=`${a.passing().length} of ${a.list.childElementCount} frames`;return i?`${O}; paused, ${S()-s} more have come`:T?`${O}, ${T} older ones are not kept`:O}function B(){let{story:T}=e,{latency:O}=T,H=m=>`${m.toFixed(m<10?1:0)} ms`;return[...qt(T,docent.connected,performance.now()),O?`From an event to its answer: ${H(O.last)} last, ${H(O.median)} median of ${O.count}.`:"No event has been answered yet."].map(He)}function b(){c=0,M(),Ft(u,B()),i||({moments:l}=e,a.show(e.frames),x.show(l)),re(A,L())}function R(){c||=requestAnimationFrame(b)}function h(){let T=G();g=J(f,T)?T:void 0}function M(){let T=[...document.querySelectorAll("dialog:modal")].at(-1)??document.body;if(f.parentNode===T&&P())return;let O=g;P()&&f.hidePopover(),ce(f,T,null),f.showPopover(),O&&Y(O)}function P(){return f.matches(":popover-open")}function z(T){T.target===f&&T.stopImmediatePropagation(),!(T.target===f||T.newState!=="open")&&(P()&&f.hidePopover(),M())}function y(){e.clear(),s=0,l=[],a.show([]),x.show([]),b(),re(k,"Cleared")}async function N(){let T=a.passing(),O=_t(e,l,T,B()),H=await It(O);d.hidden=H,d.value=H?"":O,re(k,H?`Copied: ${T.length} frames`:"The clipboard was refused: copy it from the field"),!H&&(d.focus(),d.select())}function F(){let T=!!g;e.listen(void 0),o.abort(),clearInterval(I),cancelAnimationFrame(c),f.remove(),T&&Y(n),t()}function _(T){T.key!=="Escape"||!T.composedPath().includes(f)||(T.preventDefault(),T.stopImmediatePropagation(),F())}e.listen(R);let I=setInterval(b,Yn);addEventListener("keydown",_,{signal:r,capture:!0}),addEventListener("toggle",z,{signal:r,capture:!0}),document.addEventListener("close",R,{signal:r,capture:!0});for(let T of Xn)f.addEventListener(T,O=>O.stopPropagation(),{signal:r});for(let T of[f,w])T.addEventListener("focusin",h,{signal:r}),T.addEventListener("focusout",()=>queueMicrotask(()=>f.isConnected&&h()),{signal:r});return b(),f.focus({preventScroll:!0}),F}function Te(e,t){let n=K("button",{type:"button"},e);return n.addEventListener("click",t),n}function et(e,...t){return K("section",{tabIndex:0,ariaLabel:e},K("h3",{},e),...t)}var Zn=500,eo=500,to=4*2**20,no=64*2**10;function Ut(){let e=zt(),t=[],n=[],o=0,r=0,i;return{story:e,get frames(){return t},get moments(){return n},get forgotten(){return r},record(s,l){let c=performance.now(),g=e.take(c,s,l),u=oo(g.kind,l),x=u.slice(0,no);for(t.push({at:c,direction:s,kind:g.kind,summary:g.summary,text:x,length:u.length}),o+=x.length;t.length>Zn||o>to;)o-=t.shift().text.length,r++;n=n.concat(g.moments).slice(-eo),i?.()},clear(){t=[],n=[],o=r=0,e.forget()},listen(s){i=s}}}function oo(e,t){let n="(left out)";return e==="hello"?JSON.stringify(JSON.parse(t),(o,r)=>o==="page"||o==="session"?n:r):e==="welcome"?JSON.stringify(JSON.parse(t).map((o,r)=>r===1?n:o)):t}Pt(()=>{let e=Ut(),t=Vt(e);return addEventListener("keydown",n=>{ro(n)&&(n.preventDefault(),t.toggle())},{capture:!0}),e.record});function ro({key:e,code:t,ctrlKey:n,shiftKey:o,altKey:r,metaKey:i,repeat:s}){return(/^[a-z]$/i.test(e)?/d/i.test(e):t==="KeyD")&&n&&o&&!r&&!i&&!s}})();
